"""What the desk types into an agreement."""

import re

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone

from prose.forms import Currency
from sources import metadata
from sources.models import Agreement


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


class AgreementForm(forms.ModelForm):
    languages = LanguagesField(help_text="Languages we may publish in, such as “en, fr”.")
    # Asked once it matters.
    withdraws = forms.BooleanField(required=False, label="Yes, withdraw its stories now")

    class Meta:
        model = Agreement
        fields = (
            "publication", "reference", "starts_on", "ends_on", "languages", "allows_full",
            "allows_abridged", "allows_adapted", "allows_digest", "delay_hours",
            "stories_per_month", "territory", "attribution", "link_back", "photos_included",
            "shows_original", "sublicensing", "machine_drafts", "takedown_on_end", "fee",
            "currency",
        )  # fmt: skip
        field_classes = {"currency": Currency}
        widgets = {"attribution": AdminTextareaWidget(attrs={"rows": 2})}

    def clean(self):
        """A slip of the pen in the last day must not cost a paper's stories."""
        said = super().clean()
        last, ends = said.get("ends_on"), said.get("takedown_on_end")
        over = ends and last and last < timezone.localdate()
        if over and not said.get("withdraws") and (number := self._live()):
            stories = "1 live story" if number == 1 else f"{number} live stories"
            raise forms.ValidationError(
                f"With this last day {stories} would be withdrawn within the hour, for good, "
                "unless another agreement allows them. If that is meant, tick "
                f"“{self.fields['withdraws'].label}”.",
                code="withdraws",
            )
        return said

    def _live(self):
        """Number of stories that readers see under it."""
        return self.instance.live_articles.live().count() if self.instance.pk else 0
