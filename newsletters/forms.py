from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from newsletters import addresses, consent


class AddressField(forms.CharField):
    """A typed e-mail address; cleans to the spelling of addresses.normal."""

    widget = forms.EmailInput

    def to_python(self, value):
        value = super().to_python(value)
        return value if value in self.empty_values else addresses.normal(value)


class SignUpForm(forms.Form):
    """`offered`: the newsletters to choose from. Without a choice the first one is meant,
    since the short form under a story sends nothing but the address."""

    email = AddressField(
        label=_("Your e-mail address"),
        help_text=consent.PROMISE,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Type your e-mail address.")},
    )
    newsletter = forms.MultipleChoiceField(
        label=_("Newsletters"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is not open for sign-up.")},
    )
    # People do not see it. Programs that fill in whatever they find do.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.offered = {newsletter.slug: newsletter for newsletter in offered}
        self.fields["newsletter"].choices = list(self.offered.items())
        self.fields["newsletter"].initial = list(self.offered)[:1]

    def clean_newsletter(self):
        slugs = self.cleaned_data["newsletter"] or list(self.offered)[:1]
        if not slugs:
            raise forms.ValidationError(_("No newsletter is open for sign-up at the moment."))
        return [self.offered[slug] for slug in slugs]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("This field was filled in, which people do not do. Empty it and send again.")
            )
        return ""

    @property
    def helper(self):
        """Without CSRF token: signing up needs no cookie, and the mail asks again anyway."""
        if "email" in self.errors:
            self.fields["email"].widget.attrs["autofocus"] = True
        helper = FormHelper()
        helper.form_action = "newsletter"
        helper.form_class = "form"
        helper.disable_csrf = True
        helper.layout = Layout(*self._layout())
        helper.add_input(Submit("", _("Sign up")))
        return helper

    def _layout(self):
        if len(self.offered) > 1 or "newsletter" in self.errors:
            yield Field("newsletter", template="newsletters/_choice.html")
        yield "email"
        if "website" in self.errors:
            yield "website"
        else:
            trap = Field("website", tabindex="-1")
            yield Div(trap, css_class="form-trap", aria_hidden="true")
