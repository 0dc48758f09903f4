from django import forms
from taggit.forms import TagField

from photos import receiving, renditions
from photos.models import Credit, Photo
from prose.forms import Currency, Line, WebAddress

ACCEPT = "image/jpeg,image/png,image/webp,image/avif"


class WordsForm(forms.ModelForm):
    tags = TagField(
        required=False,
        help_text="Parted by commas. The desk finds photographs by them; readers see none.",
    )

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

    def clean_tags(self):
        return receiving.tag_names(self.cleaned_data["tags"])


class CreditForm(forms.ModelForm):
    class Meta:
        model = Credit
        fields = (
            "photographer", "agency", "distributor", "licence", "licence_url", "copyright",
            "acquire_url", "allows_site", "allows_newsletter", "allows_social", "single_use",
            "no_crop", "territory", "fee", "currency", "valid_from", "valid_until",
        )  # fmt: skip
        field_classes = {
            **dict.fromkeys(("photographer", "copyright", "territory"), Line),
            **dict.fromkeys(("licence_url", "acquire_url"), WebAddress),
            "currency": Currency,
        }
        labels = {"licence_url": "Link to the licence"}


class ManyCreditForm(CreditForm):
    """One credit for many photographs. Where each is credited as its own file says, nobody need
    be named here: `stand_in` is named while the rest is checked."""

    stand_in = ""

    def clean(self):
        said = super().clean()
        if not said.get("photographer") and not said.get("agency"):
            said["photographer"] = self.stand_in
        return said


class UploadForm(WordsForm):
    """A new photograph. What the file holds is looked at here, so that a refusal stands
    beside the field and nothing typed is lost."""

    upload = forms.FileField(
        label="File",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=f"JPEG, PNG, WebP or AVIF, at least {receiving.SHORTEST_SIDE} pixels on the "
        "shorter side. What you leave empty below is taken from the words in "
        "the file, if it has some. Its GPS position is not kept.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        upload.seek(0)
        try:
            # One byte more than allowed is enough to refuse it.
            return receiving.examine(upload.read(renditions.MAX_BYTES + 1))
        except (renditions.Unusable, receiving.AlreadyHere) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
