"""The secret of a key: made here, shown once, kept as a digest.

It holds 256 bits of chance, so that a plain digest suffices: there is nothing to guess, and no
list of likely ones to try.
"""

import hashlib
import secrets

PREFIX = "nr_"
SHOWN = 10  # characters by which a person tells keys apart


def make():
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def shown(secret):
    return secret[:SHOWN]
