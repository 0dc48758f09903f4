"""The key of a search entry: stories in the order of their first publication, in one number,
so that the newest that match are read off an index and no date has to be sorted.

Seconds since 1970 in the upper bits, the story's own number in the lower 31. Some twelve days
of keys are a block; each story bears its block as a label in the index.
"""

import datetime

LEAST, GREATEST = 1 - 2**63, 2**63 - 1

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_SECOND = datetime.timedelta(seconds=1)
_BITS = 31
_BLOCK = 20  # bits of a second count: 12.1 days


def key(moment, number):
    """Of a story first published at this moment, whose id is `number`."""
    return _seconds(moment) << _BITS | number & (1 << _BITS) - 1


def moment(key):
    return _EPOCH + (key >> _BITS) * _SECOND


def since(moment):
    """The least key of this second, within what a key can be (the years 1834 to 2106)."""
    return max(LEAST, min(GREATEST, _seconds(moment) << _BITS))


def block(key):
    return key >> _BITS + _BLOCK


def _seconds(moment):
    return (moment - _EPOCH) // _SECOND
