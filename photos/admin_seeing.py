"""A photograph as it was received, for the desk alone: where its licence does not let readers see
it, its files show a placeholder."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from photos import renditions
from photos.models import Photo


def picture(model_admin, request, pk, width):
    """GET: a JPEG of one of its widths, in pixels."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk)
    if width not in (*photo.widths, photo.width):
        raise Http404
    with photo.file.open() as file:
        data = renditions.reduced(file.read(), width)
    return HttpResponse(data, content_type="image/jpeg")
