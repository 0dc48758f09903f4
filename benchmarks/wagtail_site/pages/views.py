from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.shortcuts import render

from wagtail_site.pages.models import ArticlePage


class Newest(Feed):
    title, link, description = "Newsroom", "/", "The world's papers, translated"

    def items(self):
        return ArticlePage.objects.live().order_by("-published")[:30]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.body.render_as_block()

    def item_pubdate(self, item):
        return item.published

    def item_link(self, item):
        return item.url


def search(request):
    found = ArticlePage.objects.live().search(request.GET.get("q", ""))
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "pages/search.html", {"page_of": page})
