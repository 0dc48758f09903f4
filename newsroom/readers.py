"""Two ways through the house: readers take the short one.

Their pages need no session, no user, no messages and no token; what each of those middlewares
costs is more than many of these pages cost altogether. So the list of middlewares ends here
for every address that is not the desk's. Headers that are the same on every page are built
once.
"""

from functools import lru_cache

from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.urls import resolve
from django.utils import translation
from django.utils.functional import cached_property
from django_permissions_policy import PermissionsPolicyMiddleware

from articles import editions

DESK = "/admin/"


class Readers:
    """Activates the edition that the path names; answers readers at once, and lets the desk,
    which speaks the language of the first edition, go on to its own middlewares."""

    def __init__(self, get_response):
        self.desk = get_response
        self.readers = convert_exception_to_response(answer)

    def __call__(self, request):
        path = request.path_info
        if path.startswith(DESK):
            translation.activate(editions.default())
            return self.desk(request)
        translation.activate(editions.at(path))
        response = self.readers(request)
        for name, value in self.headers:
            if name not in response.headers:
                response.headers[name] = value
        return response

    @cached_property
    def headers(self):
        """What a response may have said otherwise for itself stands."""
        policy = PermissionsPolicyMiddleware(lambda request: None).permissions_policy
        return (
            ("Content-Security-Policy", build_policy()),  # without a nonce, for caches
            ("Permissions-Policy", policy),
            ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        )


def answer(request):
    match = request.resolver_match = _view_of(request.path_info, settings.ROOT_URLCONF)
    return match.func(request, *match.args, **match.kwargs)


@lru_cache(maxsize=4_000)
def _view_of(path, urls):
    """Kept for the addresses asked for lately: the patterns are many, and the address of a story
    fits only the last."""
    return resolve(path, urls)
