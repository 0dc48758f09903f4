from django import forms

from photos import receiving, renditions
from photos.models import Photo

_ACCEPT = "image/jpeg,image/png,image/webp,image/avif"


class UploadForm(forms.ModelForm):
    """A new photograph. What the file holds is looked at here, so that a refusal stands
    beside the field and nothing typed is lost."""

    upload = forms.FileField(
        label="file",
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        help_text="JPEG, PNG, WebP or AVIF. Where it was taken is not kept from the file.",
    )

    class Meta:
        model = Photo
        fields = receiving.DESCRIPTION

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        upload.seek(0)
        try:
            # One byte more than allowed is enough to refuse it.
            return receiving.examine(upload.read(renditions.MAX_BYTES + 1))
        except (renditions.Unusable, receiving.AlreadyHere) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DescriptionForm(forms.ModelForm):
    """What is said about a photograph, with the moment of what the person looked at."""

    seen = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = receiving.DESCRIPTION

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.changed_at.isoformat()

    def clean(self):
        now = self.initial["seen"]
        if self.data.get("seen") != now:
            # The next try is made with both versions seen.
            self.data = self.data.copy()
            self.data["seen"] = now
            raise forms.ValidationError(
                "This photograph was changed by somebody else while you were writing. "
                f"{self._as_it_stands()}Your words are below; save again to put them in place."
            )
        return super().clean()

    def _as_it_stands(self):
        facts = [
            f"{self.fields[name].label} “{self.initial[name]}”"
            for name in self.changed_data
            if name in receiving.DESCRIPTION
        ]
        return f"It now stands as: {', '.join(facts)}. " if facts else ""
