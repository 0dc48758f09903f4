"""A small edition to read, and the pages it is read on."""

import datetime
import json

import lxml.html
from django.utils import timezone

from articles import page_keeping
from articles.models import Tag
from tests.factories import (
    make_author,
    make_live,
    make_newsletter,
    make_publication,
    make_section,
    make_user,
)

NEW = datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)


def hours(number):
    """So many hours before the newest story."""
    return NEW - datetime.timedelta(hours=number)


def make_tag(name="Harbours", slug="harbours"):
    return Tag.objects.create(name=name, slug=slug)


def make_picture(**kwargs):
    return {
        "src": "/media/photos/crane-1280.jpg",
        "width": 1280,
        "height": 853,
        "srcset": [
            {"src": "/media/photos/crane-320.jpg", "width": 320},
            {"src": "/media/photos/crane-1280.jpg", "width": 1280},
        ],
        "alt": "Two cranes",
        "alt_language": "",
        "caption": "The eastern quay in March",
        "credit": "Mona Iris/Field Images/Quayside",
        "copyright": "© Mona Iris",
        "licence_url": "",
        "acquire_url": "",
        "sources": [],
        "social": {"src": "/media/photos/crane-social.jpg", "width": 1200, "height": 630},
        "whole": False,
        "focal_x": 0.32,
        "focal_y": 0.0,
    } | kwargs


def make_source(publication, **kwargs):
    return {
        "name": publication.name,
        "slug": publication.slug,
        "language": publication.language,
        "language_name": publication.language_name,
        "country": publication.country,
        "country_name": publication.country_name,
        "direction": publication.direction,
        "url": "https://daftar.example/water",
        "headline": "عمّان تعدّ ماءها",
        "first_published_at": "2026-05-12T06:00:00+00:00",
        "attribution": f"First published by {publication.name}",
        "use": "abridged",
        "use_label": "abridged translation",
    } | kwargs


def person(author, role="writer", place=""):
    return {"name": author.name, "slug": author.slug, "role": role, "place": place}


def fill(section, number, **kwargs):
    """`number` stories in the section, each an hour older than the last."""
    return [
        make_live(
            section=section,
            path=f"{section.slug}/number-{n}",
            first_published_at=hours(n),
            **kwargs,
        )
        for n in range(number)
    ]


def full_story(**kwargs):
    """One story with everything that a story page can show."""
    paper = kwargs.pop("publication", None) or make_publication(
        name="Daftar", slug="daftar", language="ar", country="JO"
    )
    section = kwargs.pop("section", None) or make_section("World", slug="world")
    lubna, kanat = make_author("Lubna Sarhan"), make_author("Kanat Bekturov")
    amira, ruth = make_author("Amira Sabbour"), make_author("Ruth Oyelade")
    tag = kwargs.pop("tag", None) or make_tag()
    return make_live(
        **{
            "section": section,
            "path": "world/amman-counts-its-water",
            "publication": paper,
            "use": "abridged",
            "kicker": "Water",
            "headline": "Amman counts its water",
            "standfirst": "The barrels are getting fewer.",
            "dateline": "AMMAN",
            "body": '<p><span class="dateline">AMMAN —</span> On Tuesdays the pumps start.</p>'
            '<h2>A table</h2><aside class="pull-quote">A tank is a diary.</aside>',
            "byline": [person(lubna), person(kanat, "reporter", "Bishkek")],
            "team": [person(ruth, "editor"), person(amira, "translator")],
            "picture": make_picture(),
            "source": make_source(paper),
            "tag_list": [{"name": tag.name, "slug": tag.slug}],
            "corrections_shown": [],
            "json_ld": {"@type": "NewsArticle", "headline": "Amman counts its water"},
            "reading_minutes": 6,
            "first_published_at": NEW,
            "published_at": NEW,
            "authors": [lubna, kanat, amira, ruth],
            "tags": [tag],
        }
        | kwargs
    )


def edition():
    """The full story with an older one beneath it and a newsletter; the full story."""
    live = full_story()
    make_live(
        section=live.section,
        path="world/older",
        headline="An older story",
        first_published_at=hours(5),
    )
    make_newsletter(call_headline="See further.", call_text="One letter a day.")
    return live


def withdrawn(section, **kwargs):
    return make_live(
        **{
            "section": section,
            "path": f"{section.slug}/withdrawn",
            "headline": "What was said",
            "standfirst": "",
            "body": "",
            "withdrawn_at": timezone.now(),
            "withdrawn_note": "The paper has withdrawn this story.",
        }
        | kwargs
    )


def addresses(live):
    """Every kind of page of the readers' site, by its address."""
    return [
        "/",
        f"/{live.section.slug}/",
        live.get_absolute_url(),
        *[author.get_absolute_url() for author in live.authors.all()],
        live.publication.get_absolute_url(),
        live.tags.get().get_absolute_url(),
    ]


def page(response):
    """The page as a tree."""
    return lxml.html.fromstring(response.content.decode())


def part(response, name):
    """The elements of this tag or class."""
    tree = page(response)
    return tree.find_class(name) or list(tree.iter(name))


def words(response, name="main"):
    """The visible words of a part of the page, with single spaces."""
    found = [" ".join(element.text_content().split()) for element in part(response, name)]
    assert found, f"there is no {name} on the page"
    return " | ".join(found)


def linked_data(response):
    [script] = page(response).xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def page_with_a_draft():
    """One of the site's own pages, published, with a next version that nobody may see."""
    by = make_user("managing editor")
    words = {"title": "About us", "body": "<p>We carry stories across.</p>"}
    page = page_keeping.begin(by=by, edition="en", slug="about", **words)
    page_keeping.publish(page, by=by, seen=1)
    page_keeping.save(page, by=by, seen=1, title="SECRET", body="<p>SECRET</p>")
