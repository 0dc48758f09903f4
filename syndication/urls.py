from django.urls import path

from syndication import views

urlpatterns = [
    path("api/v1/", views.index, name="api"),
    path("api/v1/stories/", views.stories, name="api-stories"),
    path("api/v1/stories/<int:pk>/", views.story, name="api-story"),
]
