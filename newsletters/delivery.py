"""Handing letters over: claimed batch by batch, one armed letter at a time."""

import logging
import time
from collections import Counter

from django.utils import timezone

from newsletters import (
    channels,
    claiming,
    freezing,
    issues,
    lifecycle,
    mime,
    retries,
    suppression,
    transports,
)
from newsletters.claiming import Done
from newsletters.envelopes import Envelopes
from newsletters.models import Issue, Reason
from newsletters.retries import Meaning, Outcome

logger = logging.getLogger(__name__)

LONG = 0.05  # seconds between two letters from which on the first is not left unrecorded


def tend(sender, seconds):
    """What the clock owes the issues; then hand over letters, for about so many seconds.

    An issue that cannot be scheduled or prepared, for whatever reason, does not hold up others;
    it is tried again until it expires, of which the editors are told.
    """
    for duty in (issues.send_due, issues.pause_withdrawn, freezing.prepare_waiting):
        try:
            duty()
        except Exception:
            logger.exception("A newsletter is held up")
    return sender.run(seconds)


class Sender:
    """One worker: its connections, and the messages of the issues it is busy with."""

    def __init__(self, stop=lambda: False):
        self._stop = stop
        self._transports = {}
        self._envelopes = {}
        self._refused = Counter()  # by issue

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def run(self, seconds=60.0):
        """Hand over what is due, for about so many seconds or until nothing is.

        Returns how many letters were tried.
        """
        tried, until = 0, time.monotonic() + seconds
        while not self._stop() and time.monotonic() < until:
            batch = claiming.claim()
            if not batch:
                break
            round_ = self._deliver(batch, until)
            tried += round_.tried
            if round_.held:
                break  # or it would be claimed again at once; `tend` pauses what has to be
        lifecycle.settle(timezone.now())
        return tried

    def close(self):
        for transport in self._transports.values():
            transport.close()
        self._transports.clear()

    def _deliver(self, batch, until):
        """Whatever happens here, what is not armed goes back at once."""
        transport, envelopes = self._transport(batch.channel), self._envelopes_of(batch.issue)
        round_ = _Round(batch, transport, envelopes, self._refused)
        try:
            for n, letter in enumerate(batch.letters):
                if self._stop() or time.monotonic() > until or round_.over:
                    break
                round_.wait_for(batch.first + n * batch.gap)
                round_.hand_over(letter)
        finally:
            round_.end()
        return round_

    def _transport(self, channel):
        if channel.pk not in self._transports:
            self._transports[channel.pk] = transports.of(channel)
        return self._transports[channel.pk]

    def _envelopes_of(self, issue):
        """Of the last few issues; the texts are read once, not with every batch."""
        if issue.pk not in self._envelopes:
            if len(self._envelopes) > 3:
                self._envelopes.clear()
            whole = Issue.objects.select_related("newsletter").get(pk=issue.pk)
            self._envelopes[issue.pk] = Envelopes(whole)
        return self._envelopes[issue.pk]


class _Round:
    """The letters of one batch on their way, and what the way turns out to be like."""

    def __init__(self, batch, transport, envelopes, refused):
        self._batch, self._transport, self._envelopes = batch, transport, envelopes
        self._refused = refused
        self._done = None
        self._deferred = 0  # in a row
        self._healthy = not batch.channel.failures
        self.tried = 0
        self.over = self.held = False

    def wait_for(self, moment):
        pause = (moment - timezone.now()).total_seconds()
        if pause > LONG:
            self._record()
        if pause > 0:
            time.sleep(min(pause, claiming.LEASE.total_seconds() / 2))

    def hand_over(self, letter):
        message, fault = self._made(letter)
        done, self._done = self._done, None
        attempt = claiming.arm(letter, self._batch.lease, done)
        if attempt is None:
            self.over = self.held = claiming.turn_down(letter, self._batch.lease)
            return
        path = self._envelopes.return_path(letter)
        outcome = fault or self._transport.send(path, letter.address, message, letter.pk)
        self.tried += 1
        self._done = Done(letter.pk, attempt, outcome)
        self._look_at(letter, outcome)

    def _made(self, letter):
        """Before it is armed: what breaks here has certainly not left."""
        try:
            return self._envelopes.message(letter), None
        except mime.NotPlain as error:
            return b"", Outcome(Meaning.POLICY, response=f"The letter cannot be made: {error}")

    def end(self):
        self._record()
        claiming.release(self._batch.lease)

    def _record(self):
        done, self._done = self._done, None
        claiming.record(done)

    def _look_at(self, letter, outcome):
        self._deferred = self._deferred + 1 if outcome.meaning is Meaning.LATER else 0
        if outcome.meaning is Meaning.STANDSTILL or self._deferred >= retries.MANY_DEFERRED:
            self.over = True
            channels.close(self._batch.channel, outcome.response, timezone.now())
            logger.warning("%s stands still: %s", self._batch.channel, outcome.response)
        elif outcome.meaning is Meaning.HARD:
            suppression.suppress(letter.address, Reason.BOUNCED)
        elif outcome.meaning is Meaning.POLICY:
            self._record()
            issue = self._batch.issue
            self._refused[issue.pk] += 1
            refused = self._refused[issue.pk]
            self.over = lifecycle.pause_if_unwanted(issue, refused, outcome.response)
        elif outcome.meaning is Meaning.SENT and not self._healthy:
            self._healthy = True
            channels.open_again(self._batch.channel)
