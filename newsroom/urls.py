from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from articles import views
from jobs import views as jobs_views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("healthz/worker", jobs_views.healthz, name="healthz-worker"),
    path("", include("syndication.urls")),
    path("", include("articles.root_urls")),
]

if settings.LOCAL:
    prefix = settings.MEDIA_URL.strip("/")
    urlpatterns.append(re_path(rf"^{prefix}/(?P<path>.*)$", views.media_file, name="media"))

# The first edition without a prefix, the others under their language (articles/editions.py).
urlpatterns += i18n_patterns(
    path("", include("newsletters.urls")),
    path("", include("articles.urls")),
    prefix_default_language=False,
)

handler404 = "articles.views.not_found"
