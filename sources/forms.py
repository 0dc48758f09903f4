import ipaddress
from dataclasses import replace

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.html import escape

from prose import blocks, characters
from prose.sanitise import TextTooLong, clean_body
from sources import connecting, logos, metadata, reading, retrieving
from sources.decoding import MAX_BYTES
from sources.models import Publication


class Logo(forms.ImageField):
    """A picture file of which only what readers see is kept."""

    def to_python(self, data):
        if data in self.empty_values:
            return None
        try:
            # One byte more than allowed is enough to refuse it.
            made = logos.render(data.read(logos.MAX_BYTES + 1))
        except logos.Unusable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return SimpleUploadedFile("logo.webp", made, "image/webp")


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
            raise forms.ValidationError(_why_no_address(url))
        return metadata.clean_url(url)

    def clean_language(self):
        code = self.cleaned_data["language"]
        if code and not metadata.clean_language(code):
            raise forms.ValidationError(
                f"“{code}” is not a language code. Use one such as “fr” or “pt-BR”."
            )
        return metadata.clean_language(code) if code else ""


def _why_no_address(url):
    try:
        host = connecting.host_of(url)
        ipaddress.ip_address(host)
    except ValueError:
        return "This is no web address. Use one that begins with https://."
    if connecting.is_public(host):
        return "Use the name of the site in place of its number."
    return f"{host} is an address inside a private network, not on the public web."


class ImportForm(_Place):
    """The first step: an address to fetch, a file, or a pasted text. What can be read at once
    is made into `self.reading`; where only an address was given, the worker fetches it."""

    file = forms.FileField(
        label="The page as a file",
        required=False,
        allow_empty_file=True,
        help_text="The story's page saved as HTML, or a plain text (.txt). At most 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.txt,.text,.md"}),
    )
    text = forms.CharField(
        label="Or paste it here",
        required=False,
        strip=False,
        help_text="From Word, Google Docs, a mail or a web page; the first line is the headline. "
        "The HTML of a page is understood, too.",
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "spellcheck": "false"}),
    )
    # The same paste with its form, where a script could take it from the clipboard.
    rich = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    field_order = ("url", "publication", "language", "file", "text", "rich")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reading = None
        self.fields["publication"].required = False
        self.fields["publication"].empty_label = "The one whose website it is on"
        self.fields["url"].label = "Address of the story"
        self.fields["url"].help_text = "Alone, it is fetched. With a file or a paste, only noted."
        self.fields["language"].help_text = "Empty: the page's language, or the paper's."

    def clean(self):
        data = self.cleaned_data
        file, text = data.get("file"), data.get("text") or ""
        if not self.has_error("text") and not self.has_error("file"):
            if file and text.strip():
                self.add_error("file", _BOTH)
            elif file:
                self._read("file", file.read(MAX_BYTES + 1), file.name)
            elif text.strip():
                self._read("text", data.get("rich") or text, pasted=True)
            elif not data.get("url") and not self.has_error("url"):
                self.add_error("url", "Give the story's address, choose a file, or paste it.")
        self._find_paper()
        return data

    def _read(self, field, data, name="", pasted=False):
        try:
            found = reading.read(data, name)
            self.reading = with_headline(found) if pasted else found
        except (reading.Unreadable, TextTooLong) as error:
            self.add_error(field, str(error))

    def _find_paper(self):
        address = self.cleaned_data.get("url") or (self.reading.url if self.reading else "")
        if self.errors or self.cleaned_data.get("publication"):
            return
        self.cleaned_data["publication"] = retrieving.paper_of(address)
        if not self.cleaned_data["publication"]:
            self.add_error("publication", _WHICH_PAPER)


_BOTH = "Give the file or the pasted text, not both. The file has to be chosen again."
_WHICH_PAPER = "No partner paper has its website at this address. Choose the paper."


def with_headline(found):
    """A pasted text that names no headline has it in its first line, as a plain text has."""
    first = reading.words_of(found.blocks[0]["html"])
    if found.headline or len(found.blocks) < 2 or len(first) > metadata.MAX_HEADLINE:
        return found
    rest = [{**block, "id": f"b{n}"} for n, block in enumerate(found.blocks[1:], 1)]
    return replace(found, headline=first, blocks=rest)


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
            raise forms.ValidationError(_NOT_WHOLE) from error


class PicturesField(forms.JSONField):
    """What the page showed, as it travelled through a browser."""

    widget = forms.HiddenInput

    def clean(self, value):
        found = super().clean(value) or []
        try:
            return [
                {"url": metadata.clean_url(str(picture["url"]))}
                | {name: str(picture[name])[:_LONGEST_CAPTION] for name in ("caption", "credit")}
                for picture in found[:_MOST_PICTURES]
            ]
        except (TypeError, KeyError) as error:
            raise forms.ValidationError(_NOT_WHOLE) from error


_LONGEST_CAPTION = 1_000
_MOST_PICTURES = 100
_NOT_WHOLE = "The text did not arrive whole. Go back and import the story again."
_MOST_KINDS = 400  # blocks; a request may have a thousand fields
HEADLINE, STANDFIRST = "headline", "standfirst"
KINDS = (
    ("p", "paragraph"),
    ("h2", "crosshead"),
    ("h3", "smaller crosshead"),
    ("blockquote", "quotation"),
    ("li", "list item"),
    ("aside", "pull quote"),
    (HEADLINE, "the headline"),
    (STANDFIRST, "the standfirst"),
)


class PreviewForm(_Place):
    """The second step: what was read, to be put right by a person."""

    headline = forms.CharField(
        required=False,
        max_length=metadata.MAX_HEADLINE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
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
    standfirst_is_text = forms.BooleanField(
        required=False, label="This is the first paragraph of the text"
    )
    blocks = BlocksField()
    pictures = PicturesField(required=False)
    # What goes, not what stays: a long story has more paragraphs than a request may have fields.
    drop = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "The text did not arrive whole."}
    )
    field_order = ("publication", "headline", "standfirst", "authors", "first_published_at",
                   "url", "language", "standfirst_is_text", "blocks", "pictures",
                   "drop")  # fmt: skip

    def __init__(self, *args, printed_date="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].required = True
        zone = f"In the time of this desk ({timezone.get_current_timezone_name()})."
        said = f" The page says only “{printed_date}”." if printed_date else ""
        self.fields["first_published_at"].help_text = zone + said
        self.numbered = self._blocks()
        self.fields["drop"].choices = [(block["id"], block["id"]) for block in self.numbered]

    @classmethod
    def of(cls, found, publication, url="", language=""):
        """A form filled with what was read."""
        spoken = metadata.clean_language(found.language)
        papers = publication.language if publication else ""
        if spoken.split("-")[0] == papers:
            spoken = papers
        return cls(
            initial={
                "publication": publication,
                "url": url or found.url,
                "language": language or spoken or papers,
                "headline": found.headline,
                "standfirst": found.standfirst,
                "authors": "\n".join(found.authors),
                "first_published_at": found.first_published_at,
                "blocks": found.blocks,
                "pictures": found.pictures,
            },
            printed_date=found.published_as_printed,
        )

    def clean_first_published_at(self):
        moment = self.cleaned_data["first_published_at"]
        if moment and not 1900 < moment.year < 2200:
            raise forms.ValidationError("This year cannot be right.")
        return moment

    def clean(self):
        data = self.cleaned_data
        if "drop" in data and len(data["drop"]) >= len(data.get("blocks", ())) > 0:
            self.add_error("drop", "Leave at least one paragraph in.")
        named = [kind for *_, dropped, kind in self.paragraphs() if not dropped]
        if not self.has_error("headline") and HEADLINE not in named:
            data["headline"] = characters.clean_line(data["headline"])
            if not data["headline"]:
                self.add_error("headline", "Give the story the headline it was published under.")
        return data

    def to_reading(self):
        """What a person made of it, for the verb."""
        data, kept = self.cleaned_data, {HEADLINE: [], STANDFIRST: [], "text": []}
        html = {block["id"]: block["html"] for block in data["blocks"]}
        for pk, _, words, dropped, kind in self.paragraphs():
            if not dropped and kind in (HEADLINE, STANDFIRST):
                kept[kind].append(words)
            elif not dropped:
                kept["text"].append({"id": pk, "tag": kind, "html": html[pk]})
        standfirst = [data["standfirst"]] if data["standfirst"] else []
        if standfirst and data["standfirst_is_text"]:
            first = {"id": "b0", "tag": "p", "html": escape(standfirst.pop())}
            kept["text"].insert(0, first)
        return reading.Reading(
            headline=" ".join(kept[HEADLINE]) or data["headline"],
            standfirst="\n".join(standfirst + kept[STANDFIRST]),
            authors=data["authors"].splitlines(),
            first_published_at=data["first_published_at"],
            language=data["language"],
            url=data["url"],
            blocks=kept["text"],
            pictures=data["pictures"],
        )

    def paragraphs(self):
        """[(id, tag, plain text, left out, kind)] for the page; kind is what a person says it
        is."""
        dropped = self.data.getlist("drop") if self.is_bound else []
        return [
            (
                block["id"],
                block["tag"],
                reading.words_of(block["html"]),
                block["id"] in dropped,
                self._kind(block),
            )
            for block in self.numbered
        ]

    def _kind(self, block):
        said = self.data.get(f"kind-{block['id']}") if self.is_bound else None
        return said if said in dict(KINDS) else block["tag"]

    @property
    def kinds(self):
        """What a paragraph can be made; nothing where there are more than a form can hold."""
        return KINDS if len(self.numbered) <= _MOST_KINDS else ()

    def shown_pictures(self):
        return self.cleaned_data.get("pictures", []) if self.is_bound else self.initial["pictures"]

    def _blocks(self):
        if not self.is_bound:
            return self.initial["blocks"]
        try:
            return self.fields["blocks"].clean(self.data.get("blocks"))
        except forms.ValidationError:
            return []
