from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget

from photos import receiving, renditions
from photos.models import Credit, Photo
from prose.forms import Line

_ACCEPT = "image/jpeg,image/png,image/webp,image/avif"


class WordsForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields = receiving.DESCRIPTION
        field_classes = dict.fromkeys(("title", "alt", "caption", "place"), Line)
        labels = {"focal_x": "From the left", "focal_y": "From the top"}
        help_texts = {"focal_x": "0 is the left edge, 1 the right one.",
                      "focal_y": "0 is the upper edge, 1 the lower one."}  # fmt: skip
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
        }


class CreditForm(forms.ModelForm):
    licence_url = forms.URLField(
        label="Link to the licence",
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        help_text="Needed for Creative Commons.",
    )

    class Meta:
        model = Credit
        fields = (
            "photographer", "agency", "distributor", "licence", "licence_url",
            "valid_from", "valid_until",
        )  # fmt: skip
        field_classes = {"photographer": Line}


class UploadForm(WordsForm):
    """A new photograph. What the file holds is looked at here, so that a refusal stands
    beside the field and nothing typed is lost."""

    upload = forms.FileField(
        label="File",
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        help_text="JPEG, PNG, WebP or AVIF. Where it was taken is not kept from the file.",
    )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        upload.seek(0)
        try:
            # One byte more than allowed is enough to refuse it.
            return receiving.examine(upload.read(renditions.MAX_BYTES + 1))
        except (renditions.Unusable, receiving.AlreadyHere) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DescriptionForm(WordsForm):
    """What is said about a photograph, with the moment of what the person looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.changed_at.isoformat()

    def clean(self):
        now = self.initial["seen"]
        if self.data.get("seen") == now:
            return super().clean()
        self.data = self.data.copy()
        self.data["seen"] = now  # the next try is made with both versions seen
        raise forms.ValidationError(
            "This photograph was changed by somebody else while you were writing. "
            f"{self._as_it_stands()}Your words are below; save again to put them in place.",
            code="stale",
        )

    def _as_it_stands(self):
        facts = [
            f"{self.fields[name].label} “{self.initial[name]}”"
            for name in self.changed_data
            if name in receiving.DESCRIPTION
        ]
        return f"It now stands as: {', '.join(facts)}. " if facts else ""
