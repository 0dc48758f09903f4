"""The rows of the house style, each tried on two sentences before it is stored."""

from django import forms
from django.conf import settings
from django.contrib import admin

from prose.forms import Line, WebAddress
from prose.seen import AsSeen
from stylebook import house_style
from stylebook.forms import LanguageField
from stylebook.models import StyleRule

_LONG = {"words", "write", "note", "link", "wrong", "right"}
_NEEDS_BOTH = (StyleRule.Kind.SUBSTITUTION, StyleRule.Kind.CONSISTENCY)


class StyleRuleForm(forms.ModelForm):
    language = LanguageField(max_length=20, initial=settings.EDITION_LANGUAGE)
    words = Line(
        max_length=500,
        label="What to look for",
        help_text=StyleRule._meta.get_field("words").help_text,
    )
    write = Line(
        max_length=200, required=False, label="We write",
        help_text=StyleRule._meta.get_field("write").help_text,
    )  # fmt: skip
    note = Line(max_length=300, required=False, help_text="Shown to who wrote it.")
    link = WebAddress(required=False, help_text="To the page of the style guide.")
    wrong = Line(max_length=300, label="A sentence to be found", help_text="Tried before storing.")
    right = Line(
        max_length=300, label="A sentence to be left alone", help_text="Tried before storing."
    )

    class Meta:
        model = StyleRule
        fields = ("kind", "language", "words", "write", "capitals", "severity", "note", "link",
                  "wrong", "right", "active")  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in _LONG & self.fields.keys():
            self.fields[name].widget.attrs |= {"class": "vTextField", "dir": "auto"}

    def clean(self):
        said = super().clean()
        if said.get("kind") in _NEEDS_BOTH and not said.get("write"):
            self.add_error("write", "Say what we write.")
        if said.get("kind") == StyleRule.Kind.EXISTENCE and said.get("write"):
            self.add_error("write", "What is never written has nothing in its place.")
        if self.errors:
            return said
        row = StyleRule(**said)
        for field, sentence in house_style.tried(row):
            self.add_error(field, sentence)
        return said


@admin.register(StyleRule)
class StyleRuleAdmin(AsSeen, admin.ModelAdmin):
    form = StyleRuleForm
    list_display = ("words", "write", "kind_shown", "language", "severity", "active")
    list_filter = ("kind", "language", "severity", "active")
    search_fields = ("words", "write", "note")
    actions = None
    show_full_result_count = False

    def render_change_form(self, request, context, *args, **kwargs):
        context["subtitle"] = None
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="kind", ordering="kind")
    def kind_shown(self, rule):
        return rule.get_kind_display()
