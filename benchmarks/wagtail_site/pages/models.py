"""Stories as a Wagtail developer would model them; the pages show what ours do."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import RichTextBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Orderable, Page
from wagtail.search import index

A_PAGE = 30
ON_A_CARD = ("image", "paper")


@register_setting
class SiteWords(BaseSiteSetting):
    tagline = models.CharField(max_length=120, default="Stories from the papers of the world")
    promise = models.CharField(max_length=200, default="Every story names its paper.")


class CreditedImage(AbstractImage):
    caption = models.CharField(max_length=300, blank=True)
    photographer = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    admin_form_fields = ("title", "file", "caption", "photographer", "agency")


class CreditedRendition(AbstractRendition):
    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition"
            )
        ]


class Author(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)

    def __str__(self):
        return self.name


class Paper(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    country = models.CharField(max_length=60)
    language = models.CharField(max_length=60)

    def __str__(self):
        return self.name


class HomePage(Page):
    def get_context(self, request):
        newest = list(_newest(ArticlePage.objects.live())[: A_PAGE + 1])
        lead = next((article for article in newest if article.image), newest[0])
        others = [article for article in newest if article != lead]
        papers, columns = {}, {}
        for article in newest:
            papers.setdefault(article.paper, []).append(article)
        sections = {page.path: page for page in self.get_children().live()}
        for article in others[4:]:
            columns.setdefault(sections[article.path[: -Page.steplen]], []).append(article)
        return super().get_context(request) | {
            "lead": lead, "second": others[:4],
            "papers": [(paper, found[:2]) for paper, found in papers.items() if paper],
            "columns": [(columns[one][:4], one) for one in sections.values() if one in columns],
        }  # fmt: skip


class SectionPage(Page):
    intro = models.CharField(max_length=300, blank=True)

    def get_context(self, request):
        newest = _newest(ArticlePage.objects.child_of(self).live())
        pages = Paginator(newest, A_PAGE)
        return super().get_context(request) | {"page_of": pages.get_page(request.GET.get("page"))}


def _newest(articles):
    newest = articles.order_by("-published").select_related(*ON_A_CARD)
    bylines = models.Prefetch(
        "article_authors", ArticleAuthor.objects.select_related("author").filter(role="author")
    )
    return newest.prefetch_related("image__renditions", bylines)


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items")


class ArticlePage(Page):
    kicker = models.CharField(max_length=60, blank=True)
    standfirst = models.TextField(blank=True)
    published = models.DateTimeField(db_index=True)
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    original_headline = models.CharField(max_length=200, blank=True)
    original_url = models.URLField(blank=True)
    original_published = models.DateTimeField(null=True, blank=True)
    image = models.ForeignKey(
        CreditedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField([("paragraph", RichTextBlock())])
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    search_fields = [*Page.search_fields, index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("kicker", "standfirst", "published", "paper", "image", "body", "tags")),
        *map(FieldPanel, ("original_headline", "original_url", "original_published")),
        InlinePanel("article_authors"),
    ]

    def get_context(self, request):
        older = ArticlePage.objects.sibling_of(self).live().filter(published__lt=self.published)
        bylines = list(self.article_authors.select_related("author"))
        return super().get_context(request) | {
            "section": self.get_parent(), "beneath": _newest(older).first(), "bylines": bylines,
            "minutes": len(str(self.body).split()) // 220 + 1,
        }  # fmt: skip


class ArticleAuthor(Orderable):
    page = ParentalKey(ArticlePage, related_name="article_authors")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    panels = [FieldPanel("author"), FieldPanel("role")]
