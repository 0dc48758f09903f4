"""What readers will see, in a frame on the desk: it runs nothing, sends nothing and is kept
nowhere; its links open beside it."""

from django.conf import settings
from django.http import HttpResponse

_POLICY = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"],
}


def framed(page):
    """The response with this page of the readers' site, as text."""
    response = HttpResponse(page.replace("<head>", '<head><base target="_blank">', 1))
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    response._csp_config = _POLICY
    return response
