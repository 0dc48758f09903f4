"""Where the stories of an edition come from and what they are about: its papers, their
countries, its subjects. Each costs one or two statements, whatever the size of the archive.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery

from articles.models import LiveArticle, Tag
from sources.languages import country_name, language_name
from sources.models import Publication

NEWEST = 1_000  # stories whose subjects are listed


@dataclass(frozen=True)
class Paper:
    pk: int
    name: str
    slug: str
    country: str  # its code, as in its address: “fr”
    country_name: str
    language_name: str
    newest: str  # its newest story, as HTML


@dataclass(frozen=True)
class Country:
    slug: str  # its code in small letters
    name: str
    papers: list


def papers(edition, **only):
    """[Paper] by name: those with a live story in this edition."""
    newest = LiveArticle.objects.newest().of(edition).filter(publication=OuterRef("pk"))
    found = (
        Publication.objects.filter(**only)
        .annotate(newest=Subquery(newest.values("strip")[:1]))
        .exclude(newest=None)
        .values_list("pk", "name", "slug", "country", "language", "newest")
    )
    return [
        Paper(pk, name, slug, country.lower(), country_name(country, edition),
              language_name(language, edition), newest)
        for pk, name, slug, country, language, newest in found
    ]  # fmt: skip


def countries(edition):
    """[Country] by name: those with a paper of which a story is live in this edition."""
    return _countries(papers(edition))


def country(edition, slug):
    """The Country of this code, or None if no story of its papers is live."""
    return next(iter(_countries(papers(edition, country=slug.upper()))), None)


def _countries(papers):
    by_country = groupby(sorted(papers, key=lambda paper: paper.country_name), _place)
    return [Country(slug, name, list(found)) for (slug, name), found in by_country]


def _place(paper):
    return paper.country, paper.country_name


def subject(name):
    """The Tag of this name, such as that of a country, or None."""
    return Tag.objects.filter(name__iexact=name).first()


def subjects(edition):
    """[(letter, [Tag])] of what the newest stories of this edition are about."""
    newest = LiveArticle.objects.newest().of(edition).values("pk")[:NEWEST]
    tags = Tag.objects.filter(live_articles__in=newest).distinct().order_by("name")
    by_letter = groupby(sorted(tags, key=_folded), lambda tag: _folded(tag)[:1].upper())
    return [(letter, list(found)) for letter, found in by_letter]


def _folded(tag):
    return tag.name.casefold()
