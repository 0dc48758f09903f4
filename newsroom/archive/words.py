"""Prose for an archive that nobody reads: made up, but with the lengths, the frequent words and
the rare names that news has, so that pages and indexes weigh what they weigh in use. The same
seed gives the same words."""

import random
from itertools import accumulate

_listed = str.split

SMALL = _listed(
    "the of to and in a that is was for on with as it by at from his were are which be had an "
    "has this but not they or their its who one have been more when about into after would all "
    "than two up out some could new first over other only time people years most may such"
)
NOUNS = _listed(
    "water harbour school court election minister market village bridge river border railway "
    "factory hospital mayor fisherman teacher judge doctor farmer driver student refugee worker "
    "parliament ministry council union company bank price wage tax budget law trial strike "
    "protest drought flood fire storm winter harvest bread fuel electricity road port ship train "
    "street district mountain valley desert island coast city capital province neighbour family "
    "mother father child house kitchen letter newspaper photograph language song film museum "
    "library church mosque temple army police soldier prison camp treaty agreement talks vote "
    "party campaign scandal inquiry report witness archive history memory future"
)
VERBS = _listed(
    "says waits opens closes counts builds leaves returns pays loses finds keeps sells buys "
    "writes reads remembers forgets refuses accepts promises warns fears hopes crosses carries "
    "repairs plants harvests votes marches speaks listens answers asks begins ends grows falls"
)
QUALITIES = _listed(
    "old new young quiet empty crowded foreign local public private small large late early dry "
    "wet cold warm poor rich long short last next free hidden broken common rare"
)
_CONSONANTS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ch", "sh")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei")


class Writer:
    def __init__(self, seed=1):
        self.chance = random.Random(seed)  # noqa: S311 -- prose, no secret
        self.names = [self._name() for _ in range(3_000)]
        words = [*SMALL, *NOUNS, *VERBS, *QUALITIES, *self.names]
        self._words = words
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def _name(self):
        parts = self.chance.choice((2, 2, 3))
        chosen = self.chance.choice
        return "".join(chosen(_CONSONANTS) + chosen(_VOWELS) for _ in range(parts)).title()

    def person(self):
        return f"{self.chance.choice(self.names)} {self.chance.choice(self.names)}"

    def headline(self):
        quality, noun, verb = map(self.chance.choice, (QUALITIES, NOUNS, VERBS))
        return f"{self.chance.choice(self.names)}: the {quality} {noun} {verb}"

    def sentence(self, length=None):
        length = length or self.chance.randint(8, 26)
        words = self.chance.choices(self._words, cum_weights=self._weights, k=length)
        words[self.chance.randrange(length)] = self.chance.choice(NOUNS)
        return f"{' '.join(words).capitalize()}."

    def paragraph(self):
        return f"<p>{' '.join(self.sentence() for _ in range(self.chance.randint(2, 5)))}</p>"
