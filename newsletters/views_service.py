"""Where a mail service reports bounces and complaints."""

from anymail import urls as theirs
from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from newsletters import webhooks  # noqa: F401 -- listens to what the view beneath tells


@csrf_exempt
def report(request, service):
    """Only of the configured service, and only if it has to show a secret: some sign nothing, and
    anybody could stop letters to anybody. 400 for a wrong one."""
    if service != settings.MAIL_SERVICE or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404("There is no mail service here.")
    return _view(service)(request)


def _view(service):
    try:
        return resolve(f"/{service}/tracking/", theirs.__name__).func
    except Resolver404 as error:
        raise Http404("This mail service reports nothing.") from error
