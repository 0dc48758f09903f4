"""How often the links of a letter are followed: sums, where a list wants them, and never by whom.
The address is the same in every copy of the letter, so there is nothing to know a reader by."""

import html
import re

from django.db.models import F

from newsletters import links
from newsletters.models import Click

LONGEST = Click._meta.get_field("url").max_length
# Slots for a reader's own pages are no such addresses, so leaving is never counted.
_LINK = re.compile(r'(<a\b[^>]*?\shref=")(https?://[^"]+)(")', re.IGNORECASE)
_LOOKING_AHEAD = ("prefetch", "prerender", "preview")


def led_through(issue, letter):
    """The HTML of a letter with its links led through our counter, if its list counts clicks."""
    if not issue.newsletter.counts_clicks:
        return letter
    numbers = {}

    def lead(found):
        url = html.unescape(found[2])
        if len(url) > LONGEST:
            return found[0]
        number = numbers.setdefault(url, len(numbers) + 1)
        return f"{found[1]}{links.click_url(issue.pk, number)}{found[3]}"

    letter = _LINK.sub(lead, letter)
    rows = [Click(issue=issue, link=number, url=url) for url, number in numbers.items()]
    Click.objects.bulk_create(rows, ignore_conflicts=True)
    return letter


def count(click, purpose=""):
    """One more, unless a program only looks ahead, or the list no longer counts."""
    looks_ahead = any(word in purpose.lower() for word in _LOOKING_AHEAD)
    if click.issue.newsletter.counts_clicks and not looks_ahead:
        Click.objects.filter(pk=click.pk).update(count=F("count") + 1)
