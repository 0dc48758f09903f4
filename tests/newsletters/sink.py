"""A mail server that takes letters, or fails at the point that a test names.

`Sink()` runs in a thread of the test. `faults` maps a recipient to the Faults of its next
attempts, one each; afterwards the server behaves.
"""

import asyncio
import contextlib
import threading
from enum import StrEnum


class Fault(StrEnum):
    """What happens, and where in the dialogue."""

    MAIL_421 = "421 at MAIL"
    MAIL_DROP = "connection dropped at MAIL"
    MAIL_553 = "553 at MAIL"
    RCPT_421 = "421 at RCPT"
    RCPT_450 = "450 at RCPT"
    RCPT_451_GREY = "451 4.7.1 at RCPT"
    RCPT_550 = "550 5.1.1 at RCPT"
    RCPT_554 = "554 5.7.1 at RCPT"
    DATA_452 = "452 at DATA"
    BODY_DROP = "connection dropped in the text"
    END_451 = "451 at the final dot"
    END_552 = "552 at the final dot"
    END_554 = "554 5.7.1 at the final dot"
    KEPT_THEN_DROP = "taken, and dropped before the answer"
    LOST_THEN_DROP = "dropped before the answer, and not taken"
    SILENCE = "no answer to the final dot"
    NONSENSE = "no SMTP at the final dot"


ANSWERS = {
    Fault.MAIL_421: ("MAIL", b"421 4.3.2 closing"),
    Fault.MAIL_553: ("MAIL", b"553 5.7.1 not with this sender"),
    Fault.RCPT_421: ("RCPT", b"421 4.7.0 not from you now"),
    Fault.RCPT_450: ("RCPT", b"450 4.2.0 mailbox busy"),
    Fault.RCPT_451_GREY: ("RCPT", b"451 4.7.1 greylisted"),
    Fault.RCPT_550: ("RCPT", b"550 5.1.1 no such user"),
    Fault.RCPT_554: ("RCPT", b"554 5.7.1 blocked"),
    Fault.DATA_452: ("DATA", b"452 4.3.1 no room"),
    Fault.END_451: ("END", b"451 4.3.0 try again"),
    Fault.END_552: ("END", b"552 5.2.3 too big"),
    Fault.END_554: ("END", b"554 5.7.1 this is spam"),
    Fault.NONSENSE: ("END", b"fine, thanks"),
}


class Sink:
    """`received`: (recipient, message as it followed DATA, envelope sender), in their order."""

    def __init__(self, faults=None, greeting=b"220 sink ESMTP", answer_after=0.0):
        self.faults = faults or {}
        self.answer_after = answer_after  # seconds, of every letter
        self.greeting = greeting
        self.received = []
        self.connections = 0
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def recipients(self):
        return [recipient for recipient, _, _ in self.received]

    def __enter__(self):
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *args):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        serve = asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**24)
        server = self._loop.run_until_complete(serve)
        self.port = server.sockets[0].getsockname()[1]
        self._up.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader, writer):
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, _Drop):
            await _Session(self, reader, writer).run()
        writer.close()


class _Drop(Exception):
    pass


class _Session:
    def __init__(self, sink, reader, writer):
        self.sink, self.reader, self.writer = sink, reader, writer
        self.sender = self.recipient = ""
        self.begun = False  # a mail that has neither ended nor been reset

    async def run(self):
        await self._say(self.sink.greeting)
        while line := (await self.reader.readline()).decode().strip():
            verb = line[:4].upper()
            answer = getattr(self, f"_{verb.lower()}", None)
            await self._say(await answer(line) if answer else b"250 OK")
            if verb == "QUIT":
                return

    async def _say(self, answer):
        self.writer.write(answer + b"\r\n")
        await self.writer.drain()

    async def _mail(self, line):
        """The recipient is known from RCPT on: faults at MAIL are those of the key “”."""
        if self.begun:
            return b"503 5.5.1 one mail after the other"
        self.begun = True
        self.sender = line.partition("<")[2].partition(">")[0]
        self.recipient = ""
        return self._fault("MAIL") or b"250 OK"

    async def _rset(self, line):
        self.begun = False
        return b"250 OK"

    async def _rcpt(self, line):
        self.recipient = line.partition("<")[2].partition(">")[0]
        return self._fault("RCPT") or b"250 OK"

    async def _data(self, line):
        refusal = self._fault("DATA")
        if refusal:
            return refusal
        await self._say(b"354 go on")
        if self._meets(Fault.BODY_DROP):
            await self.reader.readexactly(100)
            self.writer.transport.abort()
            raise _Drop
        message = await self.reader.readuntil(b"\r\n.\r\n")
        self.begun = False
        return await self._end(message[:-3])

    async def _end(self, message):
        if self._meets(Fault.SILENCE):
            await asyncio.sleep(60)
        if self._meets(Fault.LOST_THEN_DROP):
            raise _Drop
        refusal = self._fault("END")
        if refusal:
            return refusal
        self.sink.received.append((self.recipient, message, self.sender))
        if self._meets(Fault.KEPT_THEN_DROP):
            raise _Drop
        await asyncio.sleep(self.sink.answer_after)
        return b"250 2.0.0 taken"

    def _fault(self, at):
        if at == "MAIL" and self._meets(Fault.MAIL_DROP):
            raise _Drop
        return next(
            (say for f, (where, say) in ANSWERS.items() if where == at and self._meets(f)), None
        )

    def _meets(self, fault):
        """Is this the next fault of the recipient? Then it is used up."""
        waiting = self.sink.faults.get(self.recipient, [])
        if not waiting or waiting[0] != fault:
            return False
        waiting.pop(0)
        return True
