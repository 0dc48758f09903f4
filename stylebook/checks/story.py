"""What the rules look at: an original and its translation, read once."""


class Story:
    def __init__(self, source, target, src, tgt, terms=()):
        self.source, self.target = list(source), list(target)
        self.src, self.tgt = _base(src), _base(tgt)
        self.terms = list(terms)


def _base(language):
    return str(language or "").replace("_", "-").split("-")[0].lower()
