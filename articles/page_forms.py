"""What the desk types into a page of the site."""

from django import forms
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.addresses import validate_page_slug
from prose.forms import Line
from prose.vocabulary import PAGE
from sources.languages import direction, language_name


class PageForm(forms.Form):
    """`version` is what the person looked at; articles.page_keeping compares it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = Line(max_length=120)
    body = ProseEditorFormField(
        extensions=PAGE, widget=AdminProseEditorWidget, required=False, label="Text"
    )

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for name in ("title", "body"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}

    @property
    def seen(self):
        return self.cleaned_data["version"]


class BeginPageForm(PageForm):
    slug = forms.SlugField(
        label="Address",
        max_length=60,
        validators=[validate_page_slug],
        help_text="One word, such as “masthead”. It stays: others link to it.",
    )
    edition = forms.ChoiceField(label="Edition")
    field_order = ("edition", "slug", "title", "body")

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, language=editions[0], **kwargs)
        del self.fields["version"]
        self.fields["edition"].choices = [(code, language_name(code)) for code in editions]
        if len(editions) == 1:
            self.fields["edition"].widget = forms.HiddenInput()
            self.initial.setdefault("edition", editions[0])


class PlaceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    in_footer = forms.BooleanField(required=False, label="In the footer of every page")
    position = forms.IntegerField(
        min_value=0, max_value=999, label="Place", help_text="Low numbers come first."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", "auto_id": "place_%s"} | kwargs)
