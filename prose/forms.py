"""Fields that clean what is typed before anything judges it: a name of invisible characters
alone is an empty one, and is refused as such."""

import re

from django import forms
from django.db import models

from prose import characters

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


def as_number(text):
    """The id that stands in an address or a hidden field; 0, which no row has, for all else."""
    return int(text) if _NUMBER.fullmatch(text or "") else 0
