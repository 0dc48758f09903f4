from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.feedgenerator import Enclosure

from wagtail_site.pages.models import ArticlePage


class Newest(Feed):
    title, link, description = "Newsroom", "/", "The world's papers, translated"

    def items(self):
        newest = ArticlePage.objects.live().order_by("-published").select_related("image")
        people = "article_authors__author", "image__renditions", "tagged_items__tag"
        return newest.prefetch_related(*people)[:30]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.body.render_as_block()

    def item_pubdate(self, item):
        return item.published

    def item_link(self, item):
        return item.url

    def item_author_name(self, item):
        people = (byline.author.name for byline in item.article_authors.all())
        return ", ".join(people)

    def item_categories(self, item):
        return [one.tag.name for one in item.tagged_items.all()]

    def item_enclosures(self, item):
        if not item.image:
            return []
        picture = item.image.get_rendition("width-1200")
        return [Enclosure(picture.full_url, str(picture.file.size), "image/jpeg")]


def search(request):
    found = ArticlePage.objects.live().search(request.GET.get("q", ""))
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "pages/search.html", {"page_of": page})
