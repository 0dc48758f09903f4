"""Fields that clean what is typed before anything judges it: a name of invisible characters
alone is an empty one, and is refused as such."""

import re
from copy import deepcopy

from babel import Locale
from django import forms
from django.contrib import admin
from django.db import models

from prose import characters, wordings

_NUMBER = re.compile(r"[0-9]{1,18}")  # what fits into the id of a row


class Line(forms.CharField):
    def to_python(self, value):
        return characters.clean_line(super().to_python(value))


class Lines(forms.CharField):
    def to_python(self, value):
        return characters.clean_lines(super().to_python(value))


class WebAddress(forms.URLField):
    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https"} | kwargs)


class Currency(forms.CharField):
    def clean(self, value):
        code = super().clean(value).upper()
        if not re.fullmatch("[A-Z]{3}", code):
            raise forms.ValidationError("Use three letters, such as EUR.")
        return code


_CLEANED = {models.CharField: Line, models.TextField: Lines}


class CleanedWords:
    """For an admin whose names and texts are stored as its form gives them. Addresses and
    slugs have checks of their own."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if type(db_field) in _CLEANED:
            kwargs.setdefault("form_class", _CLEANED[type(db_field)])
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class _InEditions:
    """For a form of a thing with `in_editions`: what each further edition says has a field of its
    own, like that of the first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, (name, edition) in self.further.items():
            tongue = Locale.parse(edition, sep="-").get_display_name("en")
            field = self.fields[key] = deepcopy(self.fields[name])
            field.label, field.required = f"{field.label or name} in {tongue}", False
            field.label = field.label[0].upper() + field.label[1:]
            field.help_text = "Empty: as in the first edition, marked as being in its language."
            field.widget.attrs["lang"] = edition
            self.initial.setdefault(key, self.instance.in_editions.get(edition, {}).get(name, ""))

    def _post_clean(self):
        super()._post_clean()
        self.instance.in_editions = self.in_editions()

    def in_editions(self):
        """What the thing is to keep; words of an edition that is none at present stay."""
        kept = {edition: dict(said) for edition, said in self.instance.in_editions.items()}
        for key, (name, edition) in self.further.items():
            kept.setdefault(edition, {})[name] = self.cleaned_data.get(key, "")
        said = {e: {n: text for n, text in words.items() if text} for e, words in kept.items()}
        return {edition: words for edition, words in said.items() if words}


def in_editions(form, names):
    """This class of a model form, with the fields of wordings.keys(names)."""
    further = wordings.keys(names)
    declared = {key: forms.CharField(required=False) for key in further}
    return type(form.__name__, (_InEditions, form), declared | {"further": further})


class WordedInEditions:
    """For an admin (prose.seen) of a thing with `in_editions`: `worded` are the names of its
    fields that each edition may say otherwise."""

    worded = ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        if self._may_word(request, obj):
            kwargs["form"] = in_editions(kwargs.get("form", self.form), self.worded)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return wordings.among(fields, self.worded) if self._may_word(request, obj) else fields

    def facts(self, stored, names):
        """For prose.seen: what further editions say is seen on the page, too."""
        return super().facts(stored, names), stored.in_editions

    def _may_word(self, request, obj):
        return self.has_change_permission(request, obj) if obj else True


def plain(name):
    """For fields that are only read: a related thing by its name alone. Stock Django makes it a
    link, and the page that it leads to is closed to most of those who read this one."""

    @admin.display(description=name.replace("_", " "))
    def said(thing):
        related = getattr(thing, name)
        return "–" if related is None else str(related)

    said.__name__ = name
    return said


def as_number(text):
    """The id that stands in an address or a hidden field; 0, which no row has, for all else."""
    return int(text) if _NUMBER.fullmatch(text or "") else 0
