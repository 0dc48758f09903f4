import re

from babel import Locale, UnknownLocaleError
from django import forms

from prose import characters
from stylebook.models import Term

_SAME = "With “do not translate” we write what stands in the original."


class LanguageField(forms.CharField):
    """A language code, such as `fr` or `zh-Hans`."""

    widget = forms.TextInput(attrs={"size": 10, "autocapitalize": "off", "spellcheck": "false"})

    def clean(self, value):
        code = super().clean(value).strip()
        try:
            Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError) as error:
            raise forms.ValidationError(
                f"“{code}” is not a language code. Use one such as “fr” or “zh-Hans”."
            ) from error
        return code


class WordsField(forms.CharField):
    """A list of words, typed with commas or line ends between them."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        words = re.split(r"[,;،、\n]+", super().to_python(value))
        cleaned = [characters.clean_line(word) for word in words]
        return list(dict.fromkeys(word for word in cleaned if word))

    def has_changed(self, initial, data):
        return self.to_python(data or "") != (initial or [])


class TermForm(forms.ModelForm):
    source_language = LanguageField(max_length=20, label="Language of the original")
    target_language = LanguageField(max_length=20, label="Our language")
    banned = WordsField(
        required=False, label="Never", help_text="What we never write, with commas between."
    )

    class Meta:
        model = Term
        fields = (
            "kind", "source_language", "source", "target_language", "target", "keep", "banned",
            "note",
        )  # fmt: skip
        labels = {"source": "In the original", "target": "We write"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "target" in self.fields:  # not for who may only read
            self.fields["target"].required = False

    def clean_source(self):
        return self._line("source")

    def clean_target(self):
        return self._line("target")

    def clean_note(self):
        return self._line("note")

    def clean(self):
        said = super().clean()
        if said.get("keep") and said.get("source"):
            if said.get("target") not in ("", None, said["source"]):
                self.add_error("target", _SAME)
            said["target"] = said["source"]
        elif not said.get("target") and "target" not in self.errors:
            self.add_error("target", "Say what we write.")
        if said.get("target") in said.get("banned", ()):
            self.add_error("banned", f"“{said['target']}” is what we write.")
        self._refuse_a_second(said)
        return said

    def _refuse_a_second(self, said):
        """Told with what stands there already, and not only that something does."""
        pair = {name: said.get(name) for name in ("source_language", "target_language")}
        known = Term.objects.filter(**pair).exclude(pk=self.instance.pk)
        # Not every database knows the small and capital letters of every script.
        for source, target in known.values_list("source", "target"):
            if source.casefold() == said.get("source", "").casefold():
                self.add_error("source", f"The Stylebook has this already: {source} → {target}.")

    def validate_unique(self):
        """Said by `clean`, in more words."""

    def _line(self, name):
        return characters.clean_line(self.cleaned_data[name] or "")
