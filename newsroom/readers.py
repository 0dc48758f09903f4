"""Two ways through the house: readers take the short one.

Their pages need no session, no user, no messages and no token, and what each middleware costs is
more than much of what is done for these pages. So this one stands first and answers readers
itself: what the first middlewares of the long way say of every page is worked out once. The long
way is that of the desk, of static files and of who has yet to be led to https.
"""

from functools import cached_property, lru_cache
from types import SimpleNamespace
from urllib.parse import urlsplit

from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.middleware.common import CommonMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import resolve
from django.utils import translation
from django_permissions_policy import PermissionsPolicyMiddleware

from articles import editions

DESK = "/admin/"


class Readers:
    """Activates the edition that the path names; answers readers at once, and lets the others,
    who are spoken to in the language of the first edition, go on to the middlewares."""

    def __init__(self, get_response):
        self.long_way = get_response
        self.short_way = convert_exception_to_response(answer)
        self.common = CommonMiddleware(self.short_way)
        self.others = (DESK, urlsplit(settings.STATIC_URL).path)

    def __call__(self, request):
        path, secure = request.path_info, request.is_secure()
        if path.startswith(self.others) or (settings.SECURE_SSL_REDIRECT and not secure):
            translation.activate(editions.default())
            return self.long_way(request)
        translation.activate(editions.at(path))
        # Which says how long it is, and leads from “/about” to “/about/”.
        response = self.common.process_response(request, self.short_way(request))
        for name, value in self.headers[secure]:
            if name not in response.headers:
                response.headers[name] = value
        return response

    @cached_property
    def headers(self):
        """By whether it came by https. What a response may have said otherwise of itself stands."""
        return {secure: _headers(secure) for secure in (False, True)}


def _headers(secure):
    response = HttpResponse()
    del response.headers["Content-Type"]
    SecurityMiddleware(answer).process_response(SimpleNamespace(is_secure=lambda: secure), response)
    policy = PermissionsPolicyMiddleware(answer).permissions_policy
    return (
        *response.headers.items(),
        ("Content-Security-Policy", build_policy()),  # without a nonce, for caches
        ("Permissions-Policy", policy),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
    )


def answer(request):
    request.get_host()  # or 400: a name that is not ours
    match = request.resolver_match = _view_of(request.path_info, settings.ROOT_URLCONF)
    return match.func(request, *match.args, **match.kwargs)


@lru_cache(maxsize=4_000)
def _view_of(path, urls):
    """Kept for the addresses asked for lately: the patterns are many, and the address of a story
    fits only the last."""
    return resolve(path, urls)
