from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("newsletters.urls")),
    path("", include("syndication.urls")),
    path("", include("articles.urls")),
]

handler404 = "articles.views.not_found"
