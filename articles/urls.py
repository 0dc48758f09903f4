from django.urls import path, register_converter

from articles import (
    directory_views,
    original_views,
    search_views,
    views,
    views_pages,
    views_reads,
)
from articles import feed_views as feeds


class UnicodeSlug:
    """A slug in any script: story slugs and tags are not confined to ASCII."""

    regex = r"[-\w]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(UnicodeSlug, "unicode")


def feeds_at(route, view, name):
    """The three forms of a feed beneath a page."""
    return [
        path(f"{route}feed/", view, {"form": "rss"}, name=name),
        path(f"{route}feed/atom/", view, {"form": "atom"}, name=f"{name}-atom"),
        path(f"{route}feed.json", view, {"form": "json"}, name=f"{name}-json"),
    ]


# The site's own words come before the sections (articles/addresses.py keeps them apart).
urlpatterns = [
    path("", views.home, name="home"),
    *feeds_at("", feeds.site, "feed"),
    *feeds_at("author/<slug:slug>/", feeds.author, "author-feed"),
    *feeds_at("source/<slug:slug>/", feeds.source, "source-feed"),
    *feeds_at("tag/<unicode:slug>/", feeds.tag, "tag-feed"),
    path("search/", search_views.results, name="search"),
    path("opensearch.xml", search_views.opensearch, name="opensearch"),
    path("corrections/", views_pages.corrections, name="corrections"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("read/", views_reads.read, name="read"),
    path("source/<slug:slug>/", views.source, name="source"),
    path("tag/<unicode:slug>/", views.tag, name="tag"),
    path("country/<slug:slug>/", views.country, name="country"),
    path("sources/", directory_views.sources, name="sources"),
    path("countries/", directory_views.countries, name="countries"),
    path("topics/", directory_views.topics, name="topics"),
    *feeds_at("<slug:slug>/", feeds.section, "section-feed"),
    path("<slug:slug>/", views_pages.section_or_page, name="section"),
    path("<slug:section>/<unicode:slug>/", views.story, name="story"),
    path("<slug:section>/<unicode:slug>/original/", original_views.original, name="original"),
]
