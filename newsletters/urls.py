from django.urls import path

from newsletters import views, views_archive, views_people, views_service

urlpatterns = [
    path("newsletter/", views.newsletter, name="newsletter"),
    path("newsletter/sent/", views.sent, name="newsletter-sent"),
    path("newsletter/confirm/<str:token>/", views.confirm, name="newsletter-confirm"),
    path("newsletter/unsubscribe/<str:token>/", views.unsubscribe, name="newsletter-unsubscribe"),
    path("newsletter/undo/<str:token>/", views.undo, name="newsletter-undo"),
    path(
        "newsletter/preferences/<str:token>/", views_people.choices, name="newsletter-preferences"
    ),
    path("newsletter/preferences/<str:token>/data/", views_people.data, name="newsletter-data"),
    path("newsletter/preferences/<str:token>/erase/", views_people.erase, name="newsletter-erase"),
    path("newsletter/go/<str:token>/", views.go, name="newsletter-go"),
    path("newsletter/service/<slug:service>/", views_service.report, name="newsletter-service"),
    # After all of our own words: the names of the lists.
    path("newsletter/<slug:slug>/", views_archive.issues, name="newsletter-issues"),
    path("newsletter/<slug:slug>/feed/", views_archive.feed, name="newsletter-feed"),
    path("newsletter/<slug:slug>/<int:number>/", views_archive.issue, name="newsletter-issue"),
]
