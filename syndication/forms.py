from django import forms

from prose.forms import Line


class KeyForm(forms.Form):
    label = Line(
        max_length=80,
        label="What is it for?",
        help_text="Such as “website” or “test”. A key for each use can be revoked by itself.",
        error_messages={"required": "Say where the key will be used."},
    )


class StopForm(forms.Form):
    note = Line(
        max_length=300,
        label="Why, and who told them instead?",
        error_messages={"required": "Say why, and who told them instead."},
    )
