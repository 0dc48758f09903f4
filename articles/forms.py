"""The forms of the desk: the story, the commission, and what a move asks."""

import json
import re

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.models import Article, Byline, Correction
from articles.moves import TEXT
from prose import characters
from prose.forms import as_number
from prose.vocabulary import BODY
from sources.languages import language_name
from sources.models import Original, Use

_BACKEND = "newsroom.people.People"
ORIGINALS_OFFERED = 300
_CUTS_UNREAD = (
    "What is left out of the original could not be read; as stored, it stands beside it again. "
    "Nothing is saved yet: look through it and save once more."
)
# Fields in the language of the edition, whatever that of the desk is.
WRITTEN = {*TEXT, "tags"}


def people_with(permission):
    """Active users who hold this permission, for a choice by name."""
    people = get_user_model().objects.with_perm(permission, backend=_BACKEND)
    return people.order_by("first_name", "last_name", "username")


def name_of(user):
    return user.get_full_name() or user.get_username() if user else ""


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return name_of(user)


class MomentInput(forms.DateTimeInput):
    """One native control for day and hour."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class _Refusable(forms.ModelForm):
    """A form that can be told, when its verb has refused, what to say beside which field."""

    refusal = None

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            show_refusal(self, self.refusal)
        return cleaned


def show_refusal(form, refusal):
    """Put what a verb said beside the fields it spoke of, the rest above the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, getattr(refusal, "messages", None) or str(refusal))
        return
    for name, errors in refusal.error_dict.items():
        known = name in form.fields and not form.fields[name].disabled
        form.add_error(name if known else None, errors)


def readable_cuts(said, snapshot):
    """{block: why it is left out} of what a browser said; None where it cannot be read."""
    if not isinstance(said, dict) or not all(isinstance(why, str) for why in said.values()):
        return None
    known = {block["id"] for block in snapshot.blocks} if snapshot else set()
    reasons = {
        block: characters.clean_line(why)[:200]
        for block, why in said.items()
        if block in known and re.fullmatch(r"b[1-9]\d{0,4}", block)
    }
    return {block: reason for block, reason in reasons.items() if reason}


class StoryForm(_Refusable):
    """The working copy. `version` is what the person looked at: with an older one than is
    stored the form is stale, says so, and nothing is saved."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    body = ProseEditorFormField(
        extensions=BODY, widget=AdminProseEditorWidget, required=False, label="Text"
    )

    class Meta:
        model = Article
        fields = (
            "kicker", "headline", "standfirst", "dateline", "body", "lead_caption", "section",
            "slug", "tags", "lead_photo", "use", "editor", "due_at", "brief", "language",
            "version_of",
        )  # fmt: skip
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2}),
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "brief": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.stored_version = self.instance.version
        self.initial["version"] = self.stored_version
        if due_at := self.initial.get("due_at"):
            self.initial["due_at"] = due_at.replace(second=0, microsecond=0)  # as it is shown
        if "language" in self.fields:
            self.fields["language"] = _edition_field(self.instance.language)
        for name in WRITTEN & set(self.fields):
            self.fields[name].widget.attrs |= {
                "lang": self.instance.language, "dir": self.instance.direction,
            }  # fmt: skip

    @cached_property
    def cuts(self):
        """{block: why it is left out}, as said beside the original; None where nobody was asked
        or what came cannot be read."""
        try:
            said = json.loads(self.data["cuts"])
        except (KeyError, ValueError, RecursionError):
            return None
        return readable_cuts(said, self.instance.snapshot)

    @property
    def stale(self):
        return self.is_bound and self.has_error("version", "stale")

    def clean(self):
        cleaned = super().clean()
        seen = cleaned.get("version")
        if seen is None:
            self.add_error(None, "The form came without its version. Open the story again.")
        elif seen != self.stored_version:
            self.add_error("version", ValidationError("Changed meanwhile.", code="stale"))
        if "cuts" in self.data and self.cuts is None:
            self.add_error(None, _CUTS_UNREAD)
        return cleaned

    def clean_version_of(self):
        """All versions of a story name the same one, which names none."""
        named = self.cleaned_data["version_of"]
        if named is None or named.pk == self.instance.version_of_id:
            return named
        first = named.version_of or named
        if first.pk == self.instance.pk or self.instance.versions.exists():
            raise ValidationError("Other versions name this story already; choose it on theirs.")
        if first.language == self.instance.language:
            raise ValidationError("That story is in the same language as this one.")
        return first

    def clean_use(self):
        use = self.cleaned_data["use"]
        if self.instance.snapshot_id and not use:
            raise ValidationError("Say what we make of the original: the rights depend on it.")
        return use


class BylineForm(forms.ModelForm):
    position = forms.IntegerField(
        min_value=1, max_value=99, required=False, label="Order", help_text="Empty: last."
    )

    class Meta:
        model = Byline
        fields = ("author", "role", "place", "position")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored = self.instance.pk is not None
        self.initial["position"] = self.instance.position + 1 if stored else None


class BylineFormSet(forms.BaseInlineFormSet):
    """The list is stored as a whole, so the rows are taken as they come: those that stood
    there when the form was opened may have been replaced since."""

    def __init__(self, data=None, files=None, **kwargs):
        prefix = kwargs.get("prefix") or self.get_default_prefix()
        if data is not None and f"{prefix}-0-author" in data:
            data = data.copy()
            data[f"{prefix}-INITIAL_FORMS"] = "0"
            for name in [name for name in data if re.fullmatch(rf"{prefix}-\d+-id", name)]:
                data[name] = ""
        super().__init__(data, files, **kwargs)

    def clean(self):
        """Checked against one another only: the list is stored as a whole."""
        named = [(author, role) for author, role, _ in self.in_order()]
        if len(named) != len(set(named)):
            raise ValidationError("One author stands here twice in the same role.")

    def in_order(self):
        """[(id of the author, role, place)] as they will be printed."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("author")]
        kept = [data for data in filled if "role" in data and not data.get("DELETE")]
        kept.sort(key=lambda data: data.get("position") or 99)
        # Where the list may only be read, the admin gives ids for authors.
        return [
            (getattr(data["author"], "pk", data["author"]), data["role"], data.get("place", ""))
            for data in kept
        ]


class CommissionForm(_Refusable):
    """A new story, from an original or of our own."""

    original = forms.ModelChoiceField(
        Original.objects.filter(withdrawn_at=None, latest_snapshot__isnull=False),
        required=False,
        help_text="Empty: a story of our own.",
    )
    headline = forms.CharField(
        max_length=200,
        required=False,
        label="Working headline",
        help_text="Empty: the headline of the original.",
    )
    use = forms.ChoiceField(
        choices=[("", "—"), *Use.choices], required=False, label="What we make of the original"
    )

    class Meta:
        model = Article
        fields = (
            "headline", "use", "section", "brief", "due_at", "translator", "editor", "language",
        )  # fmt: skip
        widgets = {"brief": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        chosen = self.data.get("original") or self.initial.get("original")
        self.fields["original"].choices = [("", "—"), *_originals(chosen)]
        if "language" in self.fields:
            self.fields["language"] = _edition_field(settings.EDITION_LANGUAGE)

    def clean(self):
        cleaned = super().clean()
        original = cleaned.get("original")
        if original and not cleaned.get("headline"):
            cleaned["headline"] = original.latest_snapshot.headline[:200]
        if not cleaned.get("headline"):
            self.add_error("headline", "Give the story a working headline, or choose an original.")
        if original and not cleaned.get("use"):
            self.add_error("use", "Say what we make of the original: the rights depend on it.")
        return cleaned

    def _post_clean(self):
        """The verb makes the story and says what is wrong with it."""


def _edition_field(language):
    """A choice of editions; the language that a story has already stays among them."""
    codes = dict.fromkeys([*settings.EDITIONS, language])
    choices = [(code, language_name(code)) for code in codes]
    return forms.ChoiceField(choices=choices, label="Edition", initial=language)


def _originals(chosen):
    """(id, label) of the newest originals, and of the chosen one however old it is."""
    offered = Original.objects.filter(withdrawn_at=None, latest_snapshot__isnull=False)
    offered = offered.select_related("publication", "latest_snapshot").defer(
        "latest_snapshot__blocks"
    )
    found = {original.pk: original for original in offered[:ORIGINALS_OFFERED]}
    wanted = as_number(str(chosen))
    if wanted and wanted not in found:
        found |= {original.pk: original for original in offered.filter(pk=wanted)}
    return [
        (pk, f"{original.headline} — {original.publication} ({original.language_name})")
        for pk, original in found.items()
    ]


class MoveForm(forms.Form):
    """What every move takes along: the version and state that the person looked at, a note."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    state = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000, label="Note"
    )

    def extra(self):
        """The further arguments of the verb."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("seen", "state", "note")
        }


class AssignForm(MoveForm):
    field_order = ("translator", "note")
    translator = PersonField(queryset=None, label="Translator or writer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["translator"].queryset = people_with("articles.translate_article")


class ScheduleForm(MoveForm):
    field_order = ("at", "note")
    at = forms.DateTimeField(widget=MomentInput, label="Publish at")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"Time zone: {timezone.get_current_timezone_name()}."


class CorrectForm(MoveForm):
    field_order = ("kind", "text", "note")
    kind = forms.ChoiceField(choices=Correction.Kind, label="Kind of note")
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        label="Note to readers",
        help_text="Published under the story, with the date: what was wrong and what is right.",
    )

    def clean_text(self):
        return characters.clean_lines(self.cleaned_data["text"])


class WithdrawForm(MoveForm):
    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        label="Notice to readers",
        help_text="Stands at the address of the story from now on, and among the corrections. "
        "Left empty: that it is no longer available, in the language of its edition.",
    )


MOVE_FORMS = {
    "assign": AssignForm,
    "schedule": ScheduleForm,
    "correct": CorrectForm,
    "withdraw": WithdrawForm,
}
