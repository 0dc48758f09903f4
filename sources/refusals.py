"""Why a page does not come in from the web."""


class Refused(Exception):
    """The page does not come in. The message says why, for people."""

    kind = "network"

    def __init__(self, sentence, *, status=0, retry_after=None):
        self.status = status
        self.retry_after = retry_after  # seconds, where the server names them
        super().__init__(sentence)


class Unreachable(Refused):
    pass


class BadScheme(Refused):
    kind = "scheme"


class BadAddress(Refused):
    kind = "address"


class TooBig(Refused):
    kind = "too-big"


class TooSlow(Refused):
    kind = "too-slow"


class AstrayRedirect(Refused):
    kind = "redirects"


class WrongType(Refused):
    kind = "type"


class BadStatus(Refused):
    kind = "status"


class Paywall(Refused):
    kind = "paywall"


class Gone(Refused):
    kind = "gone"


class Busy(Refused):
    kind = "busy"
