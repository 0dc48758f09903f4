from django.urls import path, register_converter

from articles import feeds, views, views_pages, views_reads


class UnicodeSlug:
    """A slug in any script: story slugs and tags are not confined to ASCII."""

    regex = r"[-\w]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(UnicodeSlug, "unicode")

# The site's own words come before the sections (articles/addresses.py keeps them apart).
urlpatterns = [
    path("", views.home, name="home"),
    path("corrections/", views_pages.corrections, name="corrections"),
    path("feed/", feeds.feed, name="feed"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("read/", views_reads.read, name="read"),
    path("source/<slug:slug>/", views.source, name="source"),
    path("tag/<unicode:slug>/", views.tag, name="tag"),
    path("<slug:slug>/", views_pages.section_or_page, name="section"),
    path("<slug:section>/<unicode:slug>/", views.story, name="story"),
]
