"""Addresses that there is one of for all editions."""

from django.urls import path

from articles import oembed, sitemaps, views

urlpatterns = [
    path("logo.svg", views.logo, name="logo"),
    path("oembed/", oembed.oembed, name="oembed"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemap-<int:number>.xml", sitemaps.stories, name="sitemap-stories"),
    path("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
]
