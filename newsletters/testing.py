"""A test letter: what readers will get, to named addresses, with links that belong to nobody."""

import copy
import secrets

from django.core.exceptions import ValidationError

from newsletters import channels, claiming, composing, issues, transports
from newsletters.envelopes import Envelopes
from newsletters.issue_moves import CHANGE
from newsletters.retries import Meaning
from newsletters.rights import NotAllowed

# Where a subscription's token stands: a link that somebody passes on must not end a real one.
TOKEN = "test"  # noqa: S105


def send_test(issue, *, by, to):
    """Hand the letter over to the mail server for each address of `to`, as it is stored now. What
    it took stays on record, whatever it refused; no transaction waits for its answers.

    Raises NotAllowed, and ValidationError with what the mail server said.
    """
    if not by.has_perm(CHANGE):
        raise NotAllowed("Your role does not include sending test letters.")
    letter = copy.copy(issue)
    form = composing.freeze(issue)
    letter.html, letter.text, letter.subject = form.html, form.text, f"[Test] {issue.subject}"
    envelopes = Envelopes(letter)
    transport = transports.of(issue.newsletter.channel or channels.standard())
    try:
        refused = [said for address in to if (said := _hand_over(transport, envelopes, address))]
    finally:
        transport.close()
    taken = len(to) - len(refused)
    note = f"{taken} letter{'' if taken == 1 else 's'}"
    issues.log(issue, "test", by=by, was=issue.state, note=note)
    if refused:
        raise ValidationError(refused)


def _hand_over(transport, envelopes, address):
    """What stood in the way, in a sentence; empty if nothing."""
    # No Delivery, and a name of its own: of two letters with one Message-ID mail programs show one.
    letter = claiming.Letter(f"test-{secrets.token_hex(4)}", address, TOKEN)
    outcome = transport.send(
        envelopes.return_path(letter), address, envelopes.message(letter), letter.pk
    )
    if outcome.meaning is Meaning.SENT:
        return ""
    return f"{address}: the mail server did not take it. It said: {outcome.response or 'nothing'}"
