from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs import health


@require_safe
@never_cache
def healthz(request):
    """For who watches the workers: 503 and a sentence once nothing happens by itself."""
    try:
        said = health.standstill()
    except DatabaseError:
        said = "no database"
    return HttpResponse(f"{said or 'ok'}\n", status=503 if said else 200, content_type="text/plain")
