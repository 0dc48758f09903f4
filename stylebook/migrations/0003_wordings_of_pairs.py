"""What stood in pairs of languages becomes one term with wordings; pairs that share what stands
in the original become one."""

from django.conf import settings
from django.db import migrations


def convert(apps, schema_editor):
    Term = apps.get_model("stylebook", "Term")
    Wording = apps.get_model("stylebook", "Wording")
    first = {}
    for term in Term.objects.order_by("pk"):
        place = term.source_language, term.source, term.kind, term.keep
        owner = first.setdefault(place, term)
        if owner is term:
            _word(Wording, term, term.source_language, term.source, "preferred")
            term.name = term.target
        elif term.target_language == settings.EDITION_LANGUAGE:
            owner.name = term.target
        if not term.keep:
            _word(Wording, owner, term.target_language, term.target, "preferred")
        for text in term.banned:
            _word(Wording, owner, term.target_language, text[:200], "never")
        if owner is not term:
            if term.note and term.note not in owner.note:
                owner.note = f"{owner.note} {term.note}".strip()[:300]
            term.delete()
        owner.save()


def _word(Wording, term, language, text, standing):
    known = Wording.objects.filter(term=term, language=language)
    if standing == "preferred" and known.filter(standing="preferred").exists():
        standing = "also"
    if not known.filter(text=text).exists():
        Wording.objects.create(term=term, language=language, text=text, standing=standing)


def back(apps, schema_editor):
    """Each term as the pair of its first wording and the first in another language."""
    Term = apps.get_model("stylebook", "Term")
    for term in Term.objects.order_by("pk"):
        wordings = list(apps.get_model("stylebook", "Wording").objects.filter(term=term))
        good = [w for w in wordings if w.standing == "preferred"] or wordings
        if not good:
            term.delete()
            continue
        source = good[0]
        target = next((w for w in good if w.language != source.language), source)
        term.source_language, term.source = source.language, source.text
        term.target_language = target.language if target != source else settings.EDITION_LANGUAGE
        term.target = target.text
        term.banned = [
            w.text for w in wordings
            if w.standing == "never" and w.language == term.target_language
        ]
        taken = Term.objects.filter(
            source_language=term.source_language, source=term.source,
            target_language=term.target_language,
        ).exclude(pk=term.pk)
        if taken.exists():
            term.delete()
        else:
            term.save()


class Migration(migrations.Migration):
    dependencies = [("stylebook", "0002_wordings")]
    operations = [migrations.RunPython(convert, back)]
