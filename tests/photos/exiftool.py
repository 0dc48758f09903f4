"""exiftool, started once: what it costs is its start."""

import functools
import json
import shutil
import subprocess

import pytest

needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not there")


class Exiftool:
    """A process that does one thing after another (exiftool's -stay_open)."""

    def __init__(self):
        self._process = subprocess.Popen(
            [shutil.which("exiftool"), "-stay_open", "True", "-@", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments):
        """What it prints; the arguments hold no line breaks."""
        lines = "".join(f"{argument}\n" for argument in (*arguments, "-execute"))
        self._process.stdin.write(lines.encode())
        self._process.stdin.flush()
        told = []
        while not (line := self._process.stdout.readline()).startswith(b"{ready}"):
            assert line, "exiftool has ended"
            told.append(line)
        return b"".join(told)


@functools.cache
def exiftool():
    """Ends with the tests, which close its standard input."""
    return Exiftool()


def told_of(path, *options):
    """{“Group:Tag”: value} of a file."""
    return json.loads(exiftool().run("-j", "-G1", "-struct", *options, str(path)))[0]
