from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from wagtail_site.pages import views

urlpatterns = [
    path("cms/", include(admin_urls)),
    path("feed/", views.Newest()),
    path("search/", views.search),
    path("", include(wagtail_urls)),
]
