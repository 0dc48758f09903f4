from types import SimpleNamespace

import pytest
from django import forms

from prose.forms import Line, Lines, as_number, plain


class Words(forms.Form):
    name = Line(max_length=5)
    bio = Lines(required=False)


def test_a_line_is_cleaned_before_its_length_is_measured():
    form = Words({"name": "\u200bA\u200b d\u200b a\x00\x07"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "A d a"


@pytest.mark.parametrize("typed", ["\u200b", "\x00", " \u202e\r\n", "\u2066\ufeff"])
def test_invisible_characters_alone_are_nothing(typed):
    form = Words({"name": typed, "bio": typed})
    assert form.errors == {"name": ["This field is required."]}
    assert form.cleaned_data["bio"] == ""


def test_lines_stay_lines():
    form = Words({"name": "Ada", "bio": "One.\u202e \r\n\r\n\r\n\r\nTwo."})
    assert form.is_valid()
    assert form.cleaned_data["bio"] == "One.\n\nTwo."


def test_what_a_script_needs_stays():
    form = Words({"name": "می\u200cر"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "می\u200cر"


def test_only_stray_characters_added_are_no_change():
    form = Words({"name": "Ada\u200b", "bio": ""}, initial={"name": "Ada", "bio": ""})
    assert not form.has_changed()


def test_a_number_is_read():
    assert as_number("0042") == 42
    assert as_number("9" * 18) == int("9" * 18)


@pytest.mark.parametrize("text", [None, "", "²", "٣", "-1", " 1", "1\n", "9" * 19, "9" * 5_000])
def test_what_is_no_number_is_that_of_no_row(text):
    assert as_number(text) == 0


def test_a_related_thing_is_named_and_not_linked():
    said = plain("uploaded_by")
    assert said(SimpleNamespace(uploaded_by="Pia <3")) == "Pia <3"
    assert said(SimpleNamespace(uploaded_by=None)) == "–"
    assert (said.__name__, said.short_description) == ("uploaded_by", "uploaded by")
