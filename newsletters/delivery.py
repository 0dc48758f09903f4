"""Handing letters over: claimed batch by batch, one armed letter at a time."""

import logging
import time

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

IN_VAIN = (Meaning.LATER, Meaning.UNCERTAIN)
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
            transport = self._way_of(batch)
            if not transport:
                continue
            round_ = self._deliver(batch, transport, until)
            tried += round_.tried
            if round_.held:
                break  # or it would be claimed again at once; `tend` pauses what has to be
        lifecycle.settle(timezone.now())
        return tried

    def close(self):
        for transport in self._transports.values():
            transport.close()
        self._transports.clear()

    def _deliver(self, batch, transport, until):
        """Whatever happens here, what is not armed goes back at once."""
        round_ = _Round(batch, transport, self._envelopes_of(batch.issue))
        try:
            for n in range(0, len(batch.letters), transport.window):
                if self._stop() or time.monotonic() > until or round_.over:
                    break
                round_.wait_for(batch.first + n * batch.gap)
                round_.hand_over(batch.letters[n : n + transport.window])
        finally:
            round_.end()
        return round_

    def _way_of(self, batch):
        """Its transport; None, and the letters go back, where settings lead to none."""
        try:
            return self._transport(batch.channel)
        except Exception as error:
            logger.exception("%s cannot be opened", batch.channel)
            channels.close(batch.channel, f"It cannot be opened: {error}", timezone.now())
            claiming.release(batch.lease)
            return None

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

    def __init__(self, batch, transport, envelopes):
        self._batch, self._transport, self._envelopes = batch, transport, envelopes
        self._done = []  # not written down yet
        self._in_vain = 0  # in a row
        self._healthy = not batch.channel.failures
        self.tried = 0
        self.over = self.held = False

    def wait_for(self, moment):
        pause = (moment - timezone.now()).total_seconds()
        if pause > LONG:
            self._record()
        if pause > 0:
            time.sleep(min(pause, claiming.LEASE.total_seconds() / 2))

    def hand_over(self, letters):
        """These, which leave together: one, or as many as a mail service takes in one call."""
        made = {letter.pk: self._made(letter) for letter in letters}
        done, self._done = self._done, []
        attempts = claiming.arm(letters, self._batch.lease, done)
        for letter in letters:
            if letter.pk not in attempts and claiming.turn_down(letter, self._batch.lease):
                self.over = self.held = True
        armed = [letter for letter in letters if letter.pk in attempts]
        for letter, outcome in self._sent(armed, made):
            self.tried += 1
            outcome = self._believed(outcome)
            self._done.append(Done(letter.pk, attempts[letter.pk], outcome))
            self._look_at(letter, outcome)

    def _made(self, letter):
        """The message, or an Outcome: what breaks before it is armed has certainly not left."""
        try:
            return self._envelopes.message(letter)
        except mime.NotPlain as error:
            return Outcome(Meaning.POLICY, response=f"The letter cannot be made: {error}")

    def _sent(self, letters, made):
        """(letter, Outcome) of each of these, which are armed."""
        whole = [letter for letter in letters if not isinstance(made[letter.pk], Outcome)]
        if len(whole) > 1:
            said = self._transport.send_all(whole, self._envelopes)
        else:
            said = [self._alone(letter, made[letter.pk]) for letter in whole]
        outcomes = made | {letter.pk: each for letter, each in zip(whole, said, strict=True)}
        return [(letter, outcomes[letter.pk]) for letter in letters]

    def _believed(self, outcome):
        """That there is no such address is believed of a server that takes other letters: it may
        be we whom it refuses, and each of our readers with us. Else the letter is tried again. And
        one that defers what comes after a rest has not recovered: no letter is charged for that."""
        if outcome.meaning is Meaning.LATER and not self._healthy:
            return outcome._replace(meaning=Meaning.STANDSTILL)
        if outcome.meaning is not Meaning.HARD:
            return outcome
        self._record()
        if lifecycle.takes_letters(self._batch.issue):
            return outcome
        return outcome._replace(meaning=Meaning.LATER)

    def _alone(self, letter, message):
        path = self._envelopes.return_path(letter)
        return self._transport.send(path, letter.address, message, letter.pk)

    def end(self):
        self._record()
        claiming.release(self._batch.lease)

    def _record(self):
        done, self._done = self._done, []
        claiming.record(done)

    def _look_at(self, letter, outcome):
        self._in_vain = self._in_vain + 1 if outcome.meaning in IN_VAIN else 0
        if outcome.meaning is Meaning.STANDSTILL or self._in_vain >= retries.MANY_IN_VAIN:
            self.over = True
            channels.close(self._batch.channel, outcome.response, timezone.now())
            logger.warning("%s stands still: %s", self._batch.channel, outcome.response)
        elif outcome.meaning is Meaning.HARD:
            suppression.suppress(letter.address, Reason.BOUNCED)
        elif outcome.meaning is Meaning.POLICY:
            self._record()
            if lifecycle.pause_if_unwanted(self._batch.issue, outcome.response):
                self.over = True
        elif outcome.meaning is Meaning.SENT and not self._healthy:
            self._healthy = True
            channels.open_again(self._batch.channel)
