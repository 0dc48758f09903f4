import ipaddress
from contextlib import suppress


def visitor_address(get_response):
    """REMOTE_ADDR becomes the visitor's own, as our proxy has seen it.

    Only the last entry of X-Forwarded-For comes from that proxy; a visitor may have sent the rest.
    """

    def middleware(request):
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        with suppress(ValueError):
            request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(seen))
        return get_response(request)

    return middleware
