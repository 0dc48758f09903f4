"""Of a form that stood open while somebody else stored the same thing nothing is stored. It comes
back with all that was typed, and says what stands there now."""

import hashlib

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.formats import localize

CHANGED = (
    "This {} was changed by somebody else while this page stood open, so that nothing is "
    "stored yet. {}Your words are below; save again to put them in place."
)


class AsSeen:
    """For an admin whose things several people change. Its page carries a seal of what it shows;
    templates/admin/change_form.html has the place for it. What cannot be stored is answered with
    409 where somebody was quicker, and with 400 where something has to be mended."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or not self.has_change_permission(request, obj):
            return form
        return type(form.__name__, (_SeenForm, form), {"facts": staticmethod(self.facts)})

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name != "seen"]

    def facts(self, stored, names):
        """What a page shows of it that somebody may change: anything that has a repr of its own.
        `names` are the fields of the form."""
        return model_to_dict(stored, names)

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["adminform"].form.has_error(NON_FIELD_ERRORS, "stale"):
            response.status_code = 409
        elif context["errors"]:
            response.status_code = 400
        return response


class _SeenForm(forms.ModelForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = self.instance
        self.initial["seen"] = self._seal()

    def clean(self):
        said = super().clean()
        # Locked, so that of two who save at once one is told.
        rows = type(self.instance)._base_manager.select_for_update()
        self.stored = rows.filter(pk=self.instance.pk).first() or self.instance
        if self.data.get("seen") != (now := self._seal()):
            self.data = self.data.copy()
            self.data["seen"] = now  # the next try is made with both versions seen
            raise forms.ValidationError(self._sentence(), code="stale")
        return said

    def _seal(self):
        names = [name for name in self.fields if name != "seen"]
        told = repr(self.facts(self.stored, names))
        return hashlib.blake2s(told.encode(), digest_size=12).hexdigest()

    def _sentence(self):
        """Of each field that is typed otherwise it says what stands there."""
        names = [name for name in self.changed_data if hasattr(self.stored, name)]
        facts = [f"{self[n].label} “{_words(self.stored, n, self.fields[n])}”" for n in names]
        stands = f"It now stands as: {', '.join(facts)}. " if facts else ""
        return CHANGED.format(self._meta.model._meta.verbose_name, stands)


def _words(stored, name, field):
    value = getattr(stored, name)
    if isinstance(value, Model):
        return str(value)
    if hasattr(value, "all"):
        return ", ".join(map(str, value.all()))
    shown = field.prepare_value(value)
    choices = dict(getattr(field, "choices", ()))
    if isinstance(shown, list):
        return ", ".join(str(choices.get(each, each)) for each in shown)
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    return str(choices.get(shown) or ("" if shown is None else localize(shown)))
