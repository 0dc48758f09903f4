"""Two people at one story: what one typed since they opened it, beside what the other stored.

Of the fields that this person did not touch the form takes over what is stored, so that
saving it after a conflict undoes nothing that they never looked at.
"""

from types import SimpleNamespace

from django.utils.dateparse import parse_datetime

from articles.models import Article
from articles.moves import TEXT
from articles.panel import differences


def meet(form, bylines):
    """The stale StoryForm brought together with the stored story; `bylines` is its formset.

    Returns {"version", "last", "differences", "filed", "own_bylines", "own_cuts"}: who stored
    what, where the texts differ, labels of what both filed, and whether this person touched
    bylines and cuts. Where the version they opened is no longer kept, all they sent is theirs.
    """
    theirs = Article.objects.get(pk=form.instance.pk)
    opened = theirs.revisions.filter(number=int(form["version"].data))
    base = opened.values_list("data", flat=True).first()
    stored = type(form)(instance=theirs)
    touched = _touched(form, _initial(base)) if base else set(form.fields)
    _take_over(form, set(form.fields) - touched - {"version"}, stored)
    clash = _touched(form, stored.initial) - {"version"}
    return {
        "version": theirs.version,
        "last": theirs.revisions.select_related("by").defer("data").first(),
        "differences": differences(_texts(form), {name: getattr(theirs, name) for name in TEXT}),
        "filed": sorted(str(form[name].label) for name in clash - set(TEXT)),
        "own_bylines": base is None or list(map(list, bylines.in_order())) != base["bylines"],
        "own_cuts": base is None or form.cuts not in (None, base["cut_blocks"]),
    }


def _initial(base):
    """A Revision's data in the shape of a form's initial values."""
    due_at = parse_datetime(base["due_at"]) if base["due_at"] else None
    return base | {
        "tags": [SimpleNamespace(name=name) for name in base["tags"]],
        "due_at": due_at and due_at.replace(second=0, microsecond=0),
    }


def _touched(form, initial):
    return {
        name
        for name, field in form.fields.items()
        if name in initial and field.has_changed(initial[name], _sent(form[name]))
    }


def _sent(bound):
    """Browsers send line ends in pairs."""
    return bound.data.replace("\r\n", "\n") if isinstance(bound.data, str) else bound.data


def _take_over(form, names, stored):
    form.data = form.data.copy()
    for name in names:
        shown = stored.fields[name].widget.format_value(stored[name].value())
        shown = (shown or [""])[0] if isinstance(shown, list) else shown
        form.data[name] = shown or ""


def _texts(form):
    return {name: _sent(form[name]) or "" for name in TEXT if name in form.fields}
