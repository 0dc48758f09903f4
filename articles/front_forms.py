"""What the desk types into a front: for each story whether it is pinned, to which place, until
when."""

from dataclasses import dataclass

from django import forms

from articles.forms import MomentInput
from articles.fronts import PLACES, Pin
from prose.characters import clean_line
from prose.forms import as_number

MOST = 100  # stories in one form


class SlotForm(forms.Form):
    pinned = forms.BooleanField(required=False, label="Pinned")
    place = forms.IntegerField(min_value=1, max_value=PLACES, required=False, label="Place")
    until = forms.DateTimeField(required=False, widget=MomentInput, label="until")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def clean(self):
        said = super().clean()
        if said.get("pinned") and not said.get("place") and "place" not in self.errors:
            self.add_error("place", "Say to which place it is pinned.")
        return said

    @property
    def holds(self):
        return bool(self["pinned"].value())


@dataclass
class Row:
    """A story in the list, beside what is typed about it."""

    story: object
    form: SlotForm


class TypedFront:
    """A form that was sent: `forms` is {id of a story: SlotForm}."""

    def __init__(self, data):
        keys = [as_number(key) for key in data.getlist("story")][:MOST]
        self.version = as_number(data.get("version"))
        self.note = clean_line(data.get("note", ""))[:300]
        self.words = data.get("q", "")
        self.forms = {key: SlotForm(data, prefix=f"story-{key}") for key in keys if key}
        errors = [form.errors for form in self.forms.values()]
        self.is_valid = not any(errors)

    def pins(self):
        """[Pin] of what can be read, in the order of their places."""
        said = [(key, form.cleaned_data) for key, form in self.forms.items()]
        pinned = [(key, data) for key, data in said if data.get("pinned") and data.get("place")]
        pins = [Pin(data["place"] - 1, key, data.get("until")) for key, data in pinned]
        return sorted(pins, key=lambda pin: pin.position)


def rows(stories, pins, typed=None):
    """[Row] of these stories: as they were typed, or else as they are pinned."""
    held = {pin.live: pin for pin in pins}
    bound = typed.forms if typed else {}
    return [
        Row(story, bound.get(story.pk) or _slot(story.pk, held.get(story.pk))) for story in stories
    ]


def _slot(key, pin):
    said = {"pinned": True, "place": pin.position + 1, "until": pin.until} if pin else {}
    return SlotForm(prefix=f"story-{key}", initial=said)
