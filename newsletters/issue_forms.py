"""The forms of an issue at the desk: its words, its stories, and what a move asks."""

import copy
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.forms import MomentInput
from newsletters import addresses
from newsletters.models import Issue, IssueStory, Newsletter
from prose.forms import Line, Lines
from sources.languages import direction

MOST_TESTERS = 5
STANDS_FOR = {"headline": "headline", "blurb": "standfirst"}  # of the story, where it is empty
# Characters that mail programs show: on a phone, and at all.
LENGTHS = {"subject": (40, 70), "preheader": (50, 110)}


class BeginForm(forms.ModelForm):
    class Meta:
        model = Issue
        fields = ("newsletter", "day")
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.fields["newsletter"].empty_label = None
        self.fields["newsletter"].queryset = Newsletter.objects.order_by("position", "name")


class IssueForm(forms.ModelForm):
    """`version` is what the person looked at; newsletters.issues compares it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    subject = Line(max_length=150, required=False)
    preheader = Line(
        max_length=200,
        required=False,
        help_text="What mail programs show beside the subject, in grey.",
    )
    greeting = Line(max_length=200, required=False)
    intro = Lines(widget=forms.Textarea(attrs={"rows": 5}), required=False)
    editor_note = Lines(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        label="Editor's note",
        help_text="Beneath the stories.",
    )

    class Meta:
        model = Issue
        fields = ("subject", "preheader", "greeting", "intro", "editor_note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.initial["version"] = self.instance.version
        language = self.instance.newsletter.language
        for name in set(self._meta.fields) & set(self.fields):
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}
        for name, (good, most) in LENGTHS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"data-good": good, "data-most": most}


class PickForm(forms.ModelForm):
    position = forms.IntegerField(min_value=1, max_value=999, required=False, label="Place")
    section = Line(max_length=60, required=False, label="Begins the section")
    headline = Line(max_length=200, required=False, label="Own headline")
    blurb = Lines(
        widget=forms.Textarea(attrs={"rows": 2}), required=False, label="Own words about it"
    )

    class Meta:
        model = IssueStory
        fields = ("position", "live", "section", "headline", "blurb")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        if self.instance.pk is None:
            self.initial["position"] = None
            return
        live = self.instance.live
        self.initial["position"] = self.instance.position + 1
        # Its headline stands above it; a choice among all stories would ask for each.
        self.fields["live"].widget = forms.HiddenInput()
        shown = {"lang": live.language, "dir": live.direction}
        self.fields["headline"].widget.attrs |= shown | {"placeholder": live.headline}
        self.fields["blurb"].widget.attrs |= shown | {"placeholder": live.standfirst}


class PickFormSet(forms.BaseInlineFormSet):
    """The list is stored as a whole, so the rows are taken as they come: those that stood there
    when the form was opened may have been replaced since."""

    def __init__(self, data=None, files=None, **kwargs):
        prefix = kwargs.get("prefix") or self.get_default_prefix()
        if data is not None:
            data = data.copy()
            data[f"{prefix}-INITIAL_FORMS"] = "0"
            for name in [name for name in data if re.fullmatch(rf"{prefix}-\d+-id", name)]:
                data[name] = ""
        super().__init__(data, files, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Take out"

    def clean(self):
        lives = [pick["live"] for pick in self.in_order()]
        twice = next((live for live in lives if lives.count(live) > 1), None)
        if twice:
            raise ValidationError(f"“{twice}” stands here twice. Take one of them out.")

    def in_order(self):
        """[{"live", "section", "headline", "blurb"}] in the order of their places."""
        filled = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        kept = [data for data in filled if data.get("live") and not data.get("DELETE")]
        kept.sort(key=lambda data: data.get("position") or 999)
        return [
            {name: data.get(name, "") for name in ("live", "section", "headline", "blurb")}
            for data in kept
        ]


class MoveForm(forms.Form):
    """`issue` is what is moved."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.CharField(widget=forms.HiddenInput)
    note = Lines(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        label="A note for the desk, if you like",
        max_length=500,
    )

    def __init__(self, issue, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def values(self):
        """What the verb takes beside the version and the note."""
        return {}


class ScheduleForm(MoveForm):
    at = forms.DateTimeField(
        widget=MomentInput, label="When", error_messages={"required": "Say when it is to leave."}
    )
    field_order = ("seen", "state", "at", "note")

    def __init__(self, issue, *args, **kwargs):
        super().__init__(issue, *args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["at"].help_text = f"In the time zone of the desk, {zone}."

    def values(self):
        return {"at": self.cleaned_data["at"]}


class AmendForm(MoveForm):
    """The words of an issue, and its own about those of its stories that readers still find."""

    def __init__(self, issue, *args, **kwargs):
        super().__init__(issue, *args, **kwargs)
        self.words = tuple(IssueForm._meta.fields)
        language = {"lang": issue.newsletter.language, "dir": direction(issue.newsletter.language)}
        for name in self.words:
            self._add(name, IssueForm.base_fields[name], getattr(issue, name), language)
        self.fields["subject"].required = True
        self.picks = [
            pick for pick in issue.picks.select_related("live") if not pick.live.withdrawn_at
        ]
        for pick in self.picks:
            live = pick.live
            shown = {"lang": live.language, "dir": live.direction}
            for name in ("headline", "blurb"):
                base, text = PickForm.base_fields[name], getattr(pick, name)
                label = f"{base.label}: {live.headline}"
                kept = shown | {"placeholder": getattr(live, STANDS_FOR[name])}
                self._add(f"{name}_{pick.pk}", base, text, kept, label=label)
        self.fields["note"].label = "What was wrong, for the record of the desk"
        self.order_fields([name for name in self.fields if name != "note"])

    def _add(self, name, base, text, attrs, **changed):
        field = self.fields[name] = copy.deepcopy(base)
        field.initial = text
        field.widget.attrs |= attrs
        for what, value in changed.items():
            setattr(field, what, value)

    def values(self):
        said = self.cleaned_data
        own = {
            pick.pk: (said[f"headline_{pick.pk}"], said[f"blurb_{pick.pk}"]) for pick in self.picks
        }
        return {"words": {name: said[name] for name in self.words}, "own": own}


class TestForm(forms.Form):
    """Up to MOST_TESTERS addresses, parted by commas, spaces or lines."""

    to = forms.CharField(
        label="Send a test letter to",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Name an address."},
    )

    def clean_to(self):
        typed = [part for part in re.split(r"[,;\s]+", self.cleaned_data["to"]) if part]
        if len(typed) > MOST_TESTERS:
            raise ValidationError(f"A test goes to at most {MOST_TESTERS} addresses.")
        return list(dict.fromkeys(addresses.normal(part) for part in typed))
