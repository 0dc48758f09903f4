"""Hours of the day that differ between an original and its translation."""

from stylebook.checks.reading.times import minute


def other_hours(story, sides):
    """(place, quantity, place, quantity) of an hour of ours and of the one that it should be."""
    ours = [(place, q) for place, q in sides.ours if q.clock]
    theirs = [(i, q) for i, q in sides.theirs if q.clock]
    lost = [(i, q) for i, q in theirs if not any(_answers(mine, q) for _, mine in sides.ours)]
    for place, mine in ours:
        if not any(mine.hours & _said(q) for _, q in sides.theirs):
            if lost:
                yield place, mine, *lost.pop(0)
        elif other := _other_minute(story, place, mine, theirs):
            yield place, mine, *other


def _said(quantity):
    """Without the “a” that stands anywhere."""
    return quantity.values if quantity.figures else quantity.values - {1.0}


def _answers(mine, theirs):
    return bool(theirs.hours & (mine.hours or mine.values))


def _other_minute(story, place, mine, theirs):
    """Of the hours that are the same as ours the first, where all have another minute."""
    same = [(i, q) for i, q in theirs if q.hours & mine.hours]
    minutes = {minute(story.source[i].figured, q) for i, q in same}
    here = minute(story.target[place].figured, mine)
    if here is None or None in minutes or here in minutes:
        return None
    return next(iter(same), None)
