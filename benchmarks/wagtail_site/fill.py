"""The stories of one of our databases as pages of the Wagtail site: `fill.py OUR_DATABASE`."""

import io
import json
import re
import sys
import uuid
from itertools import islice

import django
import psycopg

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from PIL import Image as Pixels  # noqa: E402
from taggit.models import Tag  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from wagtail_site.pages.models import (  # noqa: E402
    ArticleAuthor,
    ArticlePage,
    ArticleTag,
    Author,
    CreditedImage,
    HomePage,
    Paper,
    SectionPage,
)

STORIES = """
SELECT path, headline, kicker, standfirst, body, first_published_at, byline, team, tag_list,
       source, pictured FROM articles_livearticle WHERE withdrawn_at IS NULL
ORDER BY first_published_at
"""
AT_ONCE = 1_000


def fill(ours):
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Newsroom", slug="front"))
    defaults = {"root_page": home, "is_default_site": True, "port": 80}
    Site.objects.update_or_create(hostname="127.0.0.1", defaults=defaults)
    sections, images, known = {}, [_image(n) for n in range(20)], {}
    with psycopg.connect(ours) as other, other.cursor("stories") as cursor:
        cursor.execute(STORIES)
        number = 0
        while rows := list(islice(cursor, AT_ONCE)):
            with transaction.atomic():
                for batch in _by_section(rows).items():
                    section = _section(home, sections, batch[0])
                    _pages(section, batch[1], images, known, number)
            number += len(rows)
    for section in sections.values():
        section.save()


def _by_section(rows):
    found = {}
    for row in rows:
        found.setdefault(row[0].split("/")[0], []).append(row)
    return found


def _section(home, sections, slug):
    if slug not in sections:
        page = SectionPage(title=slug.title(), slug=slug, show_in_menus=True)
        sections[slug] = home.add_child(instance=page)
    return sections[slug]


def _pages(section, rows, images, known, number):
    """Many at once: a page is two rows, whose keys and paths are given here."""
    kind = ContentType.objects.get_for_model(ArticlePage)
    pages = []
    for row in rows:
        section.numchild += 1
        slug = row[0].split("/")[1]
        pages.append(
            Page(
                title=row[1],
                draft_title=row[1],
                slug=slug,
                path=Page._get_path(section.path, section.depth + 1, section.numchild),
                depth=section.depth + 1,
                content_type=kind,
                url_path=f"{section.url_path}{slug}/",
                locale=section.locale,
                translation_key=uuid.uuid4(),
                live=True,
                first_published_at=row[5],
                last_published_at=row[5],
                latest_revision_created_at=row[5],
            )
        )
    made = Page.objects.bulk_create(pages)
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO pages_articlepage (page_ptr_id, kicker, standfirst, published, paper_id, "
            "image_id, body, original_headline, original_url, original_published) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [_values(page, row, images, known) for page, row in zip(made, rows, strict=True)],
        )
    _links(made, rows, known)


def _values(page, row, images, known):
    blocks = re.findall(r"<p>.*?</p>", row[4], re.DOTALL)
    body = [{"type": "paragraph", "value": b, "id": str(uuid.uuid4())} for b in blocks]
    image = images[page.pk % len(images)].pk if row[10] else None
    theirs = row[9] or {}
    told = [theirs.get(name) or "" for name in ("headline", "url")]
    paper = _paper(row[9], known)
    return (page.pk, row[2], row[3], row[5], paper, image, json.dumps(body), *told,
            theirs.get("first_published_at"))  # fmt: skip


def _links(pages, rows, known):
    authors, tags = [], []
    for page, row in zip(pages, rows, strict=True):
        for order, person in enumerate((*row[6], *row[7])):
            author = _author(person, known)
            link = ArticleAuthor(page_id=page.pk, author_id=author, sort_order=order)
            link.role = person["role"]
            authors.append(link)
        tags += [ArticleTag(content_object_id=page.pk, tag_id=_tag(t, known)) for t in row[8]]
    ArticleAuthor.objects.bulk_create(authors)
    ArticleTag.objects.bulk_create(tags)


def _author(person, known):
    key = "author", person["slug"]
    if key not in known:
        defaults = {"name": person["name"]}
        known[key] = Author.objects.get_or_create(slug=person["slug"], defaults=defaults)[0].pk
    return known[key]


def _tag(tag, known):
    key = "tag", tag["slug"]
    if key not in known:
        defaults = {"name": tag["name"]}
        known[key] = Tag.objects.get_or_create(slug=tag["slug"], defaults=defaults)[0].pk
    return known[key]


def _paper(source, known):
    if not source:
        return None
    key = "paper", source["slug"]
    if key not in known:
        facts = {"country": source["country_name"], "language": source["language_name"]}
        facts["name"] = source["name"]
        known[key] = Paper.objects.get_or_create(slug=source["slug"], defaults=facts)[0].pk
    return known[key]


def _image(n):
    out = io.BytesIO()
    Pixels.new("RGB", (1600, 1067), (n * 12, 90, 60)).save(out, "JPEG")
    file = ContentFile(out.getvalue(), f"{n}.jpg")
    told = {"caption": "A caption with a place in it", "photographer": "A Photographer"}
    return CreditedImage.objects.create(title=f"Image {n}", file=file, agency="An Agency", **told)


if __name__ == "__main__":
    fill(sys.argv[1])
