"""Stories as a Wagtail developer would model them."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

A_PAGE = 30


class Author(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)

    def __str__(self):
        return self.name


class Paper(models.Model):
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=60)
    language = models.CharField(max_length=60)

    def __str__(self):
        return self.name


class HomePage(Page):
    def get_context(self, request):
        newest = ArticlePage.objects.live().order_by("-published")
        newest = newest.select_related("image", "paper").prefetch_related("image__renditions")
        return super().get_context(request) | {"articles": newest[: A_PAGE + 1]}


class SectionPage(Page):
    intro = models.CharField(max_length=300, blank=True)

    def get_context(self, request):
        newest = ArticlePage.objects.child_of(self).live().order_by("-published")
        newest = newest.select_related("image", "paper").prefetch_related("image__renditions")
        pages = Paginator(newest, A_PAGE)
        return super().get_context(request) | {"page_of": pages.get_page(request.GET.get("page"))}


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items")


class ArticlePage(Page):
    kicker = models.CharField(max_length=60, blank=True)
    standfirst = models.TextField(blank=True)
    published = models.DateTimeField(db_index=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    image = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField([("paragraph", RichTextBlock())])
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    search_fields = [*Page.search_fields, index.SearchField("body")]

    def get_context(self, request):
        older = ArticlePage.objects.sibling_of(self).live().filter(published__lt=self.published)
        beneath = older.select_related("image", "paper").order_by("-published").first()
        return super().get_context(request) | {"beneath": beneath}


class ArticleAuthor(Orderable):
    page = ParentalKey(ArticlePage, related_name="article_authors")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
