from django.urls import path, register_converter

from articles import directory_views, feeds, original_views, search_views, views


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
    path("feed/", feeds.feed, name="feed"),
    path("search/", search_views.results, name="search"),
    path("opensearch.xml", search_views.opensearch, name="opensearch"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("source/<slug:slug>/", views.source, name="source"),
    path("tag/<unicode:slug>/", views.tag, name="tag"),
    path("country/<slug:slug>/", views.country, name="country"),
    path("sources/", directory_views.sources, name="sources"),
    path("countries/", directory_views.countries, name="countries"),
    path("topics/", directory_views.topics, name="topics"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<unicode:slug>/", views.story, name="story"),
    path("<slug:section>/<unicode:slug>/original/", original_views.original, name="original"),
]
