"""A connection to a mail server that knows where in the dialogue it was cut off.

smtplib.SMTP.sendmail looks at every byte of every message and does not tell whether a connection
was lost before or after the final dot, which is all the difference between “send it again” and
“it may have arrived”. So the dialogue is held here, phase by phase, with smtplib's connection.
"""

import contextlib
import smtplib
import socket
import ssl
from functools import partial

from newsletters import retries
from newsletters.retries import Meaning, Outcome

END = b".\r\n"
LOST = (smtplib.SMTPServerDisconnected, OSError, ValueError)  # ValueError: not SMTP at all
LONGEST_RESPONSE = 300
PATIENCE = 60  # seconds for the answer to a whole letter, in which a server looks for spam


class SMTPTransport:
    """One connection, opened when it is needed, used for up to `max_messages` letters.

    `timeout` in seconds, for each answer but the last. `security`: "", "starttls" or "tls".
    """

    window = 1  # letters that go together, as transports.py has it

    def __init__(
        self, host, port, *, user="", password="", security="", timeout=10, max_messages=500
    ):
        self._server = (host, port)
        self._login = (user, password)
        self._security = security
        self._timeout = timeout
        self._max_messages = max_messages
        self._smtp = None
        self._sent = 0

    def send(self, sender, recipient, message, delivery=None):
        """Hand over `message`, as transports.py says.

        Returns a retries.Outcome; raises nothing that a mail server can bring about.
        """
        kept = self._smtp is not None
        outcome = self._hand_over(sender, recipient, message)
        if kept and outcome.meaning is Meaning.LATER and self._smtp is None:
            # A server may close a connection that has been idle. Nothing of this letter has
            # been taken, so it may be tried at once.
            outcome = self._hand_over(sender, recipient, message)
        return outcome

    def close(self):
        smtp, self._smtp = self._smtp, None
        if smtp:
            with contextlib.suppress(smtplib.SMTPException, *LOST):
                smtp.quit()
            smtp.close()

    def _hand_over(self, sender, recipient, message):
        phase = "connect"
        try:
            smtp = self._connection()
            for phase, line, good in (
                ("mail", f"MAIL FROM:<{sender}>", 250),
                ("rcpt", f"RCPT TO:<{recipient}>", 250),
                ("data", "DATA", 354),
            ):
                answer = smtp.docmd(line)
                if answer[0] // 10 != good // 10:
                    return self._refused(phase, *answer)
            phase = "body"
            smtp.sock.sendall(message)
            phase = "end"
            smtp.sock.sendall(END)
            smtp.sock.settimeout(max(self._timeout, PATIENCE))
            code, response = smtp.getreply()
            smtp.sock.settimeout(self._timeout)
        except (smtplib.SMTPException, *LOST) as error:
            self._drop()
            return retries.of_silence(phase, _readable(error))
        if code // 100 != 2:
            return self._refused("end", code, response)
        return self._accepted(code, response)

    def _connection(self):
        if self._smtp is None:
            self._sent = 0
            if self._security == "tls":
                kind = partial(smtplib.SMTP_SSL, context=ssl.create_default_context())
            else:
                kind = smtplib.SMTP
            self._smtp = smtp = kind(*self._server, timeout=self._timeout)
            # Without it the final dot waits up to 40 ms for the text to be acknowledged.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if self._login[0]:
                smtp.login(*self._login)
        return self._smtp

    def _accepted(self, code, response):
        self._sent += 1
        if self._sent >= self._max_messages:
            self.close()
        return Outcome(Meaning.SENT, code, _readable(response))

    def _refused(self, phase, code, response):
        outcome = retries.of_answer(phase, max(code, 0), _readable(response))
        if outcome.meaning is Meaning.STANDSTILL or code < 400:
            self._drop()
            return outcome
        if phase != "end":
            with contextlib.suppress(smtplib.SMTPException, *LOST):
                if self._smtp.docmd("RSET")[0] == 250:
                    return outcome
            self._drop()
        return outcome

    def _drop(self):
        smtp, self._smtp = self._smtp, None
        if smtp:
            smtp.close()


def _readable(said):
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:LONGEST_RESPONSE]
