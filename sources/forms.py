import re

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone

from prose import blocks, characters
from prose.sanitise import TextTooLong, clean_body
from sources import metadata, reading
from sources.decoding import MAX_BYTES
from sources.models import Agreement, Publication


class _Place(forms.Form):
    """Where a story was published: what both steps of an import ask."""

    publication = forms.ModelChoiceField(
        Publication.objects.all(), empty_label="Choose the paper", label="Partner paper"
    )
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=2_000,
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
    )
    language = forms.CharField(
        label="Language",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"size": 10, "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not metadata.clean_url(url):
            raise forms.ValidationError(
                "This is no web address. Use one that begins with https://."
            )
        return metadata.clean_url(url)

    def clean_language(self):
        code = self.cleaned_data["language"]
        if code and not metadata.clean_language(code):
            raise forms.ValidationError(
                f"“{code}” is not a language code. Use one such as “fr” or “pt-BR”."
            )
        return metadata.clean_language(code) if code else ""


class ImportForm(_Place):
    """The first step: a file or a pasted text, made into `self.reading`."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="The story's page saved as HTML, or a plain text (.txt). At most 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.txt,.text,.md"}),
    )
    text = forms.CharField(
        label="Or paste it here",
        required=False,
        strip=False,
        help_text="The page's HTML, or plain text: the first line is the headline.",
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "spellcheck": "false"}),
    )
    field_order = ("publication", "file", "text", "url", "language")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reading = None
        self.fields["url"].help_text = "Empty: the address that the page gives as its own."
        self.fields["language"].help_text = "Empty: the page's language, or the paper's."

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if not self.has_error("text") and not self.has_error("file"):
            if bool(file) == bool(text.strip()):
                self.add_error("file", _which(file))
            elif file:
                self._read("file", file.read(MAX_BYTES + 1), file.name)
            else:
                self._read("text", text)
        return self.cleaned_data

    def _read(self, field, data, name=""):
        try:
            self.reading = reading.read(data, name)
        except (reading.Unreadable, TextTooLong) as error:
            self.add_error(field, str(error))


def _which(file):
    if file:
        return "Give the file or the pasted text, not both. The file has to be chosen again."
    return "Choose a file, or paste the story."


class BlocksField(forms.JSONField):
    """Numbered blocks that travelled through a browser: cleaned as if never seen before."""

    widget = forms.HiddenInput

    def clean(self, value):
        found = super().clean(value)
        try:
            pairs = [{"tag": str(block["tag"]), "html": str(block["html"])} for block in found]
            return blocks.number(clean_body(reading.html_of(pairs)))
        except TextTooLong as error:
            raise forms.ValidationError(str(error)) from error
        except (TypeError, KeyError, RecursionError) as error:
            raise forms.ValidationError(
                "The text did not arrive whole. Go back and import the story again."
            ) from error


class PreviewForm(_Place):
    """The second step: what was read, to be put right by a person."""

    headline = forms.CharField(
        max_length=metadata.MAX_HEADLINE, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    standfirst = forms.CharField(
        required=False,
        max_length=reading.MAX_STANDFIRST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    authors = forms.CharField(
        required=False,
        help_text="As printed, one a line.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    first_published_at = forms.DateTimeField(
        label="First published",
        required=False,
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": 1}
        ),
    )
    blocks = BlocksField()
    # What goes, not what stays: a long story has more paragraphs than a request may have fields.
    drop = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "The text did not arrive whole."}
    )
    field_order = ("publication", "headline", "standfirst", "authors", "first_published_at",
                   "url", "language", "blocks", "drop")  # fmt: skip

    def __init__(self, *args, printed_date="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].required = True
        zone = f"In the time of this desk ({timezone.get_current_timezone_name()})."
        said = f" The page says only “{printed_date}”." if printed_date else ""
        self.fields["first_published_at"].help_text = zone + said
        self.numbered = self._blocks()
        self.fields["drop"].choices = [(block["id"], block["id"]) for block in self.numbered]

    @classmethod
    def of(cls, found, publication, url, language):
        """A form filled with what was read."""
        spoken = metadata.clean_language(found.language)
        if spoken.split("-")[0] == publication.language:
            spoken = publication.language
        return cls(
            initial={
                "publication": publication,
                "url": url or found.url,
                "language": language or spoken or publication.language,
                "headline": found.headline,
                "standfirst": found.standfirst,
                "authors": "\n".join(found.authors),
                "first_published_at": found.first_published_at,
                "blocks": found.blocks,
            },
            printed_date=found.published_as_printed,
        )

    def clean_headline(self):
        headline = characters.clean_line(self.cleaned_data["headline"])
        if not headline:
            raise forms.ValidationError("Give the story the headline it was published under.")
        return headline

    def clean_first_published_at(self):
        moment = self.cleaned_data["first_published_at"]
        if moment and not 1900 < moment.year < 2200:
            raise forms.ValidationError("This year cannot be right.")
        return moment

    def clean(self):
        data = self.cleaned_data
        if "drop" in data and len(data["drop"]) >= len(data.get("blocks", ())) > 0:
            self.add_error("drop", "Leave at least one paragraph in.")
        return data

    def to_reading(self):
        """What a person made of it, for the verb."""
        data = self.cleaned_data
        return reading.Reading(
            headline=data["headline"],
            standfirst=data["standfirst"],
            authors=data["authors"].splitlines(),
            first_published_at=data["first_published_at"],
            language=data["language"],
            url=data["url"],
            blocks=[block for block in data["blocks"] if block["id"] not in data["drop"]],
        )

    def paragraphs(self):
        """[(id, tag, plain text, left out)] for the page."""
        dropped = self.data.getlist("drop") if self.is_bound else []
        return [
            (block["id"], block["tag"], reading.words_of(block["html"]), block["id"] in dropped)
            for block in self.numbered
        ]

    def _blocks(self):
        if not self.is_bound:
            return self.initial["blocks"]
        try:
            return self.fields["blocks"].clean(self.data.get("blocks"))
        except forms.ValidationError:
            return []


class LanguagesField(forms.CharField):
    """Codes with commas between them, stored as a list."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [code for code in re.split(r"[\s,;]+", super().to_python(value)) if code]

    def clean(self, value):
        codes = super().clean(value)
        unknown = [code for code in codes if not metadata.clean_language(code)]
        if unknown:
            raise forms.ValidationError(
                f"“{unknown[0]}” is not a language code. Use codes such as “en” or “pt-BR”."
            )
        return list(dict.fromkeys(metadata.clean_language(code) for code in codes))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class AgreementForm(forms.ModelForm):
    languages = LanguagesField(help_text="Languages we may publish in, such as “en, fr”.")

    class Meta:
        model = Agreement
        fields = (
            "publication", "reference", "starts_on", "ends_on", "languages", "allows_full",
            "allows_abridged", "allows_adapted", "allows_digest", "delay_hours",
            "stories_per_month", "territory", "attribution", "link_back", "photos_included",
            "sublicensing", "takedown_on_end", "fee", "currency",
        )  # fmt: skip
        widgets = {"attribution": AdminTextareaWidget(attrs={"rows": 2})}

    def clean_currency(self):
        code = self.cleaned_data["currency"].upper()
        if not re.fullmatch("[A-Z]{3}", code):
            raise forms.ValidationError("Use three letters, such as EUR.")
        return code
