"""The sign-up form, and our template pack for django-crispy-forms by more than this one form."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Div, Fieldset, Hidden, Layout, Reset, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

from newsletters.forms import SignUpForm
from newsletters.models import Newsletter

DAILY = Newsletter(name="Daily", slug="daily", call_headline="See more.", call_text="Daily.")
WEEKLY = Newsletter(name="Weekly", slug="weekly", call_headline="See all.", call_text="Weekly.")


def sign_up_form(offered=(DAILY, WEEKLY), **data):
    return SignUpForm(data, offered=offered)


class LetterForm(forms.Form):
    name = forms.CharField(help_text="As it is <printed>.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree")
    place = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("Not <today>.")


def render(form, *layout, **attributes):
    helper = FormHelper()
    helper.layout = Layout(*layout) if layout else None
    for name, value in attributes.items():
        setattr(helper, name, value)
    return render_crispy_form(form, helper, {"csrf_token": "TOKEN"})


def described_by(page, field):
    return re.search(rf'name="{field}"[^>]*aria-describedby="([^"]*)"', page)[1].split()


# --- the form ------------------------------------------------------------------------


def test_the_address_comes_out_in_its_one_spelling():
    form = sign_up_form(email=" Ada@EXAMPLE.org ")

    assert form.is_valid()
    assert form.cleaned_data["email"] == "ada@example.org"


def test_newsletters_come_out_as_objects():
    form = sign_up_form(email="ada@example.org", newsletter=["weekly"])

    assert form.is_valid()
    assert form.cleaned_data["newsletter"] == [WEEKLY]


def test_without_a_choice_the_first_is_meant():
    form = sign_up_form(email="ada@example.org")

    assert form.is_valid()
    assert form.cleaned_data["newsletter"] == [DAILY]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "ada"}, "email"),
        ({"email": "ada@example.org", "newsletter": ["other"]}, "newsletter"),
        ({"email": "ada@example.org", "website": "x"}, "website"),
    ],
)
def test_each_slip_is_told_at_its_own_field(data, field):
    form = sign_up_form(**data)

    assert list(form.errors) == [field]


def test_the_field_to_mend_has_the_cursor():
    assert "autofocus" in render_crispy_form(sign_up_form(email="ada"))
    assert "autofocus" not in render_crispy_form(SignUpForm(offered=[DAILY]))


def test_every_field_has_a_label():
    page = render_crispy_form(sign_up_form(email="ada", website="x"))

    ids = re.findall(r'<input[^>]*\sid="([^"]+)"', page)
    assert len(ids) == 4
    assert all(f'<label for="{one}"' in page for one in ids)


def test_the_hidden_trap_is_not_in_the_way_of_the_tab_key():
    page = render_crispy_form(SignUpForm(offered=[DAILY]))

    assert re.search(r'<div class="form-trap" aria-hidden="true"', page)
    assert re.search(r'name="website"[^>]*tabindex="-1"', page)


# --- the template pack -----------------------------------------------------------------


def test_a_form_that_posts_carries_the_csrf_token_unless_told_otherwise():
    assert 'name="csrfmiddlewaretoken" value="TOKEN"' in render(LetterForm())
    assert "csrf" not in render(LetterForm(), disable_csrf=True)
    assert "csrf" not in render(LetterForm(), form_method="get")


def test_hints_and_errors_are_tied_to_their_field_and_escaped():
    page = render(LetterForm({"kind": "a"}))

    assert described_by(page, "name") == ["id_name_helptext", "id_name_error"]
    assert '<p class="hint" id="id_name_helptext">As it is &lt;printed&gt;.</p>' in page
    assert 'id="id_name_error"><li>This field is required.' in page


def test_no_id_is_given_twice():
    ids = re.findall(r'\sid="([^"]+)"', render(LetterForm({})))

    assert len(ids) == len(set(ids))


def test_what_concerns_the_whole_form_is_announced_above_it():
    page = render(LetterForm({"name": "A", "kind": "a", "agreed": "on"}))

    assert re.search(r'role="alert"><ul class="errorlist nonfield"><li>Not &lt;today&gt;', page)
    assert page.index("alert") < page.index("id_name")


def test_a_group_of_buttons_is_a_fieldset_with_a_legend():
    page = render(LetterForm({}))

    assert re.search(r'<fieldset[^>]*aria-describedby="id_kind_error"[^>]*>\s*<legend>Kind', page)


def test_a_hidden_field_has_no_label():
    assert '<label for="id_place"' not in render(LetterForm())


def test_layouts_of_divs_fieldsets_and_buttons_are_drawn():
    page = render(
        LetterForm(),
        Div("name", css_class="wide", css_id="first"),
        Fieldset("Say which", "kind", css_class="choices"),
        Hidden("step", "2"),
        Submit("go", "Send"),
        Reset("again", "Start again"),
        Button("help", "Help"),
    )

    assert '<div id="first" class="wide"' in page
    assert "<legend>Say which</legend>" in page
    assert '<input type="hidden" name="step" value="2"' in page
    assert re.search(r'<button type="submit"[^>]*name="go"[^>]*>Send</button>', page)
    assert '<button type="reset"' in page
    assert '<button type="button"' in page


def test_a_form_that_takes_files_says_so():
    class Upload(forms.Form):
        file = forms.FileField()

    assert 'enctype="multipart/form-data"' in render(Upload())
    assert "enctype" not in render(LetterForm())


def test_the_filters_of_crispy_forms_draw_a_form_and_a_field():
    template = Template(
        "{% load crispy_forms_filters %}{{ form|crispy }}{{ form.name|as_crispy_field }}"
        "{{ form|as_crispy_errors }}"
    )

    page = template.render(Context({"form": LetterForm({})}))

    assert page.count('name="name"') == 2
    assert page.count("Not &lt;today&gt;") == 2


def test_the_pack_writes_no_style_and_no_class_of_another_framework():
    page = render(LetterForm({}), Div("name"), "kind", "agreed", Submit("go", "Go"))

    assert not re.search(r"style=|btn|form-control|\son\w+=|<script", page)
