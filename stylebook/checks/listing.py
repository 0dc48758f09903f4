"""Lists of words, written as they are read."""


def listed(text):
    """("of", "the") of “of the”."""
    return tuple(text.split())
