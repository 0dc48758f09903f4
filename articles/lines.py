"""The texts of a story that are a line or a few."""

from prose import characters

_ONE = ("kicker", "headline", "dateline", "lead_caption")
_FEW = ("standfirst", "brief")


def tidied(texts):
    """{field: text} as it would be stored; other fields stay as they are."""
    tidy = dict(texts)
    for name in texts.keys() & _ONE:
        tidy[name] = characters.clean_line(texts[name])
    for name in texts.keys() & _FEW:
        tidy[name] = characters.clean_lines(texts[name])
    return tidy
