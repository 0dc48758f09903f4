import re

from django import forms
from django.conf import settings

from prose import characters
from prose.forms import Line
from stylebook import duplicates
from stylebook.entries import Entry, Standing, Worded, complaints, known_language
from stylebook.models import Kind, Term, Wording

_SAME = "With “do not translate” we write what stands in the original."
LANGUAGES_OFFERED = (
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "ja",
    "pl",
    "pt",
    "ru",
    "tr",
    "uk",
    "zh",
)


class LanguageField(forms.CharField):
    """A language code, such as `fr` or `zh-Hans`."""

    widget = forms.TextInput(
        attrs={"size": 10, "autocapitalize": "off", "spellcheck": "false", "list": "languages"}
    )

    def clean(self, value):
        code = super().clean(value).strip()
        if not known_language(code):
            raise forms.ValidationError(
                f"“{code}” is not a language code. Use one such as “fr” or “zh-Hans”."
            )
        return code


class WordsField(forms.CharField):
    """A list of words, typed with commas or line ends between them."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        words = re.split(r"[,;،、\n]+", super().to_python(value))
        cleaned = [characters.clean_line(word) for word in words]
        return list(dict.fromkeys(word for word in cleaned if word))


class TermForm(forms.ModelForm):
    domain = Line(required=False, max_length=60, help_text="Such as “courts” or “football”.")
    note = Line(required=False, max_length=300, widget=forms.TextInput(attrs={"size": 60}))

    class Meta:
        model = Term
        fields = ("kind", "domain", "keep", "note")


class WordingForm(forms.ModelForm):
    language = LanguageField(max_length=20)
    text = Line(max_length=200, label="Wording", widget=forms.TextInput(attrs={"dir": "auto"}))

    class Meta:
        model = Wording
        fields = ("language", "text", "standing")


class WordingFormSet(forms.BaseInlineFormSet):
    """All wordings of one term; `entry` is the term as it is typed."""

    def add_fields(self, form, index):
        """All are stored anew at every change, so that their ids say nothing: those of a page that
        stood open meanwhile must not keep it from being stored."""
        super().add_fields(form, index)
        known = form.fields["id"].initial
        form.fields["id"] = forms.CharField(initial=known, required=False, widget=forms.HiddenInput)

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        said = [sentence for _, sentence in complaints(self.entry)]
        said += duplicates.found(self.entry, besides=self.instance)
        if said:
            raise forms.ValidationError(said)

    @property
    def entry(self):
        rows = [form.cleaned_data for form in self.forms if _is_told(form)]
        wordings = tuple(Worded(r["language"], r["text"], r["standing"]) for r in rows)
        plain = {name: getattr(self.instance, name) for name in ("kind", "domain", "keep", "note")}
        return Entry(**plain, key=self.instance.key, wordings=wordings)

    def validate_unique(self):
        """Said by `clean`, in more words."""


def _is_told(form):
    said = getattr(form, "cleaned_data", {})
    return bool(said.get("text")) and not said.get("DELETE")


class PairForm(forms.Form):
    """A term as one marks it beside a story: what stands in the original, and what we write."""

    kind = forms.ChoiceField(choices=Kind.choices)
    source = Line(required=False, max_length=200, label="In the original")
    target = Line(required=False, max_length=200, label="We write")
    keep = forms.BooleanField(required=False)
    banned = WordsField(required=False)
    domain = Line(required=False, max_length=60)
    note = Line(required=False, max_length=300)

    def __init__(self, data, *, source_language, target_language):
        super().__init__(data)
        self.languages = source_language, target_language

    def clean(self):
        said = super().clean()
        source, target = said.get("source"), said.get("target")
        if said.get("keep") and target not in ("", None, source):
            self.add_error("target", _SAME)
        elif not target and not (said.get("keep") and source):
            self.add_error("target", "Say what we write.")
        if not self.errors:
            for _, sentence in complaints(self.entry):
                self.add_error(None, sentence)
        return said

    @property
    def entry(self):
        said, (theirs, ours) = self.cleaned_data, self.languages
        wordings = [Worded(theirs, said["source"])] if said["source"] and theirs else []
        if said["target"] and not said["keep"]:
            wordings.append(Worded(ours, said["target"]))
        wordings += [Worded(ours, word, Standing.NEVER.value) for word in said["banned"]]
        plain = {name: said[name] for name in ("kind", "keep", "domain", "note")}
        return Entry(**plain, wordings=tuple(wordings))


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The file",
        help_text="CSV, Excel (.xlsx) or TBX, at most 20 MB.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )


def first_languages():
    """The languages of an empty form: ours, and room for the original’s."""
    return [{"language": settings.EDITION_LANGUAGE}, {"language": ""}]
