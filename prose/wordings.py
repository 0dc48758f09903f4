"""What is said of a thing in the language of each edition.

A thing that has `in_editions`, {edition: {name of a field: text}}, says in its own fields what
the first edition reads. Another edition that has no words of its own reads these, as they are.
"""

from typing import NamedTuple

from django.conf import settings


class Wording(NamedTuple):
    text: str
    language: str  # "" where it is that of the edition

    @property
    def own(self):
        """The text for what has no place to say in which language it is."""
        return "" if self.language else self.text


def said(thing, name, edition):
    """The Wording of a field of this name that an edition shows."""
    first = settings.EDITIONS[0]
    own = thing.in_editions.get(edition, {}).get(name, "") if edition != first else ""
    text = own or getattr(thing, name)
    return Wording(text, first if text and not own and edition != first else "")


def keys(names):
    """{name of a field of a form: (name, edition)} of every edition but the first."""
    others = settings.EDITIONS[1:]
    return {f"{name}_{edition}": (name, edition) for name in names for edition in others}


def among(fields, names):
    """These fields of a form, after each of `names` what the other editions say."""
    found = []
    for field in fields:
        found += [field, *(keys([field]) if field in names else ())]
    return found
