import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from sources.models import Agreement, Original, Publication, Snapshot, SnapshotIsImmutable
from tests.factories import make_agreement, make_article, make_publication, make_snapshot

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 23)


def refused(function, *args, **kwargs):
    with pytest.raises(IntegrityError), transaction.atomic():
        function(*args, **kwargs)
    return True


# --- papers


def test_a_paper_names_its_language_country_and_direction():
    paper = make_publication(language="fa", country="IR")
    assert (paper.language_name, paper.country_name, paper.direction) == ("Persian", "Iran", "rtl")


@pytest.mark.parametrize("field", ["name", "slug"])
def test_two_papers_never_share_a_name_or_slug(field):
    paper = make_publication()
    assert refused(make_publication, **{field: getattr(paper, field)})


def test_a_paper_with_originals_or_agreements_cannot_be_deleted():
    with_original, with_agreement = make_publication(), make_publication()
    make_snapshot(with_original)
    make_agreement(with_agreement)
    for paper in (with_original, with_agreement):
        with pytest.raises(ProtectedError):
            paper.delete()


@pytest.mark.parametrize(
    ("field", "value"), [("language", "klingon-x"), ("country", "XX"), ("country", "fr")]
)
def test_a_paper_needs_known_codes(field, value):
    paper = Publication(name="Il Gelso", slug="il-gelso", language="it", country="IT")
    setattr(paper, field, value)
    with pytest.raises(ValidationError) as error:
        paper.full_clean()
    assert list(error.value.message_dict) == [field]


# --- agreements


def test_an_agreement_cannot_end_before_it_starts():
    assert refused(make_agreement, starts_on=DAY, ends_on=DAY - datetime.timedelta(days=1))
    assert make_agreement(starts_on=DAY, ends_on=DAY).pk


def test_an_agreement_allows_something():
    assert refused(make_agreement, allows_full=False)
    assert make_agreement(allows_full=False, allows_digest=True).pk


@pytest.mark.parametrize("languages", [[], "en", ["klingon-x"], [7], {"en": 1}])
def test_an_agreement_names_known_languages(languages):
    agreement = Agreement(
        publication=make_publication(), reference="A-12", starts_on=DAY, languages=languages
    )
    with pytest.raises(ValidationError) as error:
        agreement.full_clean()
    assert list(error.value.message_dict) == ["languages"]


def test_agreements_run_from_their_first_to_their_last_day():
    before, after = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
    one_day = make_agreement(reference="one day", starts_on=DAY, ends_on=DAY)
    open_end = make_agreement(reference="open", starts_on=DAY)
    ended = make_agreement(reference="ended", starts_on=before, ends_on=before)
    make_agreement(reference="coming", starts_on=after)
    assert set(Agreement.objects.running(DAY)) == {one_day, open_end}
    assert set(Agreement.objects.ended(DAY)) == {ended}


def test_the_attribution_names_the_paper():
    agreement = make_agreement(
        make_publication(name="Le Quai"), attribution="Out of {publication}, {nobody} else"
    )
    assert agreement.attribution_line == "Out of Le Quai, {nobody} else"


# --- originals and snapshots


def test_an_address_belongs_to_one_original():
    paper = make_publication()
    Original.objects.create(publication=paper, url="https://a.example/x", language="fr")
    assert refused(
        Original.objects.create, publication=paper, url="https://a.example/x", language="fr"
    )


def test_originals_without_address_are_many():
    paper = make_publication()
    for _ in range(2):
        Original.objects.create(publication=paper, language="fr")
    assert paper.originals.count() == 2


@pytest.mark.parametrize(("at", "note"), [(True, ""), (False, "A court said so.")])
def test_a_withdrawal_has_its_time_and_its_reason(at, note):
    original = make_snapshot().original
    original.withdrawn_at = timezone.now() if at else None
    original.withdrawn_note = note
    assert refused(original.save)


def test_an_original_is_called_by_its_newest_headline():
    snapshot = make_snapshot(headline="Before")
    assert str(snapshot.original) == "Before"
    newest = make_snapshot(original=snapshot.original, headline="After")
    assert str(Original.objects.get(pk=newest.original_id)) == "After"


def test_an_original_without_text_says_so():
    assert str(Original(publication=make_publication(), language="fr")) == "(no text)"


def test_a_snapshot_is_never_changed():
    snapshot = make_snapshot()
    snapshot.headline = "Other"
    with pytest.raises(SnapshotIsImmutable):
        snapshot.save()
    with pytest.raises(SnapshotIsImmutable):
        Snapshot.objects.filter(pk=snapshot.pk).update(headline="Other")
    with pytest.raises(SnapshotIsImmutable):
        Snapshot.objects.bulk_update([snapshot], ["headline"])


def test_two_snapshots_never_share_a_number():
    snapshot = make_snapshot()
    assert refused(make_snapshot, original=snapshot.original, number=snapshot.number)


def test_a_snapshot_that_a_story_is_made_from_cannot_be_deleted():
    snapshot = make_snapshot()
    make_article(snapshot=snapshot, use="full")
    snapshot.original.latest_snapshot = None
    snapshot.original.save()
    with pytest.raises(ProtectedError):
        snapshot.delete()
