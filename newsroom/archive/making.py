"""A large archive of made-up stories and readers, for benchmarks: `manage.py make_archive`."""

import datetime
import json

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from articles.models import Article, LiveArticle, Revision, Section, State, Tag
from authors.models import Author
from newsletters.models import Newsletter, Subscriber, Subscription
from newsroom.archive.moulds import mould
from newsroom.archive.tables import Table, count_on, moment, next_pk
from newsroom.archive.words import NOUNS, Writer
from sources.models import Agreement, Original, Publication, Snapshot, Use

NEWEST = datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.UTC)
APART = datetime.timedelta(minutes=17)  # one story and the next
SECTIONS = ("World", "Politics", "Business", "Culture", "Science", "Society", "Ideas", "Travel")
COUNTRIES = ("FR", "DE", "ES", "IT", "JP", "KZ", "JO", "BR", "UA", "TR", "IN", "EG")
LANGUAGES = ("fr", "de", "es", "it", "ja", "ru", "ar", "pt", "uk", "tr", "hi", "ar")
AUTHORS, TAGS, MOULDS, PARAGRAPHS = 200, 60, 240, 4_000
WORDS = 760  # of a story
OF_A_PARAGRAPH = 60
AT_ONCE = 5_000  # stories whose words are in memory


class Archive:
    """What the stories share, and their moulds."""

    def __init__(self, seed):
        self.writer = Writer(seed)
        self.by = get_user_model().objects.create_user(f"archive-{seed}", is_active=False)
        self.sections = [_section(name, n) for n, name in enumerate(SECTIONS)]
        self.agreements = [self._agreement(n) for n in range(len(COUNTRIES))]
        self.authors = [self._author(seed, n) for n in range(AUTHORS)]
        self.tags = [_tag(name) for name in NOUNS[:TAGS]]
        self.paragraphs = [self.writer.paragraph() for _ in range(PARAGRAPHS)]
        self.moulds = [self._mould(n) for n in range(MOULDS)]

    def _agreement(self, n):
        paper, _ = Publication.objects.get_or_create(
            slug=f"paper-{n}",
            defaults={
                "name": f"The {self.writer.person()} Post {n}",
                "language": LANGUAGES[n],
                "country": COUNTRIES[n],
                "description": self.writer.sentence(),
            },
        )
        agreement, _ = Agreement.objects.get_or_create(
            publication=paper,
            reference=f"archive {n}",
            defaults={"starts_on": datetime.date(1970, 1, 1), "languages": settings.EDITIONS},
        )
        return agreement

    def _author(self, seed, n):
        slug = f"author-{seed}-{n}"
        return Author.objects.create(slug=slug, name=self.writer.person(), bio="")

    def _mould(self, n):
        chance = self.writer.chance
        section, ours = self.sections[n % len(self.sections)], n % 6 == 5
        agreement = None if ours else self.agreements[n % len(self.agreements)]
        writer, translator = chance.sample(self.authors, 2)
        tags = chance.sample(self.tags, 2)
        live = LiveArticle(
            version=1,
            edition=settings.EDITIONS[0],
            section=section,
            section_name=section.name,
            language=settings.EDITIONS[0],
            byline=[_person(writer, "writer")],
            team=[] if ours else [_person(translator, "translator")],
            picture=_picture(n) if n % 4 else None,
            source=_source(agreement) if agreement else None,
            tag_list=[{"name": tag.name, "slug": tag.slug} for tag in tags],
            json_ld={"@context": "https://schema.org", "@type": "NewsArticle"},
            reading_minutes=4,
            publication=agreement.publication if agreement else None,
            agreement=agreement,
            use=Use.FULL if agreement else "",
            published_by=self.by,
        )
        return mould(live, (writer.pk, translator.pk), tuple(tag.pk for tag in tags))


@transaction.atomic
def make(articles, *, subscribers=0, words=WORDS, seed=1, say=lambda line: None):
    """So many stories, the newest at NEWEST, and so many confirmed readers of one newsletter."""
    if articles:
        say("what they share")
        archive = Archive(seed)
        first = next_pk(Article)
        for begin in range(0, articles, AT_ONCE):
            numbers = range(begin, min(begin + AT_ONCE, articles))
            own = {n: own_words(archive, n, first, words) for n in numbers}
            for fill in _FILLS:
                fill(archive, own, first)
            say(f"{numbers.stop} stories")
        count_on(Article, LiveArticle, Original, Snapshot, Revision, *_THROUGH.values())
    if subscribers:
        say("readers")
        _readers(subscribers)


def own_words(archive, number, first, words):
    """What this story alone has. The same however often it is asked."""
    chance = archive.writer.chance
    chance.seed(number)
    pieces = max(1, words // OF_A_PARAGRAPH)
    at = NEWEST - number * APART
    return {
        "headline": archive.writer.headline(),
        "standfirst": archive.writer.sentence(16),
        "kicker": chance.choice(NOUNS).title(),
        "slug": f"story-{first + number}",
        "body": "".join(chance.choices(archive.paragraphs, k=pieces)),
        "moment": at.isoformat(),
        "day": f"{at.day} {at:%B %Y}",
    }


def _articles(archive, own, first):
    table = Table(Article)
    like = table.like(
        Article(
            state=State.PUBLISHED,
            translator=archive.by,
            commissioned_by=archive.by,
            updated_at=NEWEST,
            created_at=NEWEST,
        )
    )
    table.insert(_article(table, like, archive, n, first, own[n]) for n in own)


def _article(table, like, archive, n, first, own):
    cast = archive.moulds[n % MOULDS]
    foreign = cast.live.publication_id is not None
    at = moment(NEWEST - n * APART)
    changes = {name: own[name] for name in ("headline", "standfirst", "kicker", "slug", "body")}
    return table.row(
        like,
        changes
        | {
            "id": first + n,
            "section_id": cast.live.section_id,
            "snapshot_id": first + n if foreign else None,
            "use": cast.live.use,
            "updated_at": at,
            "created_at": at,
        },
    )


def _originals(archive, own, first):
    """The originals get their newest snapshot afterwards: each names the other."""
    originals, snapshots = Table(Original), Table(Snapshot)
    foreign = [n for n in own if archive.moulds[n % MOULDS].live.publication_id]
    like = originals.like(Original(imported_at=NEWEST))
    originals.insert(
        originals.row(
            like,
            {
                "id": first + n,
                "publication_id": archive.moulds[n % MOULDS].live.publication_id,
                "language": archive.moulds[n % MOULDS].live.publication.language,
                "url": f"https://paper.example/{first + n}",
                "first_published_at": moment(NEWEST - (n + 90) * APART),
            },
        )
        for n in foreign
    )
    like = snapshots.like(Snapshot(number=1, headline="Titre", blocks=[], retrieved_at=NEWEST))
    snapshots.insert(
        snapshots.row(
            like,
            {"id": first + n, "original_id": first + n, "content_hash": f"{first + n:064x}"},
        )
        for n in foreign
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sources_original SET latest_snapshot_id = id WHERE id >= %s", [first + min(own)]
        )


def _revisions(archive, own, first):
    table = Table(Revision)
    like = table.like(Revision(number=1, by=archive.by, at=NEWEST, data={}))
    table.insert(
        table.row(like, {"id": first + n, "article_id": first + n, "data": data})
        for n, data in _frozen(archive, own, first)
    )


def _frozen(archive, own, first):
    for n, words in own.items():
        cast = archive.moulds[n % MOULDS]
        data = {name: words[name] for name in ("headline", "standfirst", "kicker", "slug", "body")}
        data |= {
            "dateline": "",
            "lead_caption": "",
            "language": cast.live.language,
            "use": cast.live.use,
            "cut_blocks": {},
            "brief": "",
            "due_at": None,
            "section": cast.live.section_id,
            "lead_photo": None,
            "editor": None,
            "version_of": None,
            "snapshot": first + n if cast.live.publication_id else None,
            "tags": sorted(tag["name"] for tag in cast.live.tag_list),
            "bylines": [[cast.authors[0], "writer", ""], [cast.authors[1], "translator", ""]],
        }
        yield n, json.dumps(data, ensure_ascii=False)


def _live(archive, own, first):
    table = Table(LiveArticle)
    likes = [table.like(cast.live) for cast in archive.moulds]
    table.insert(_live_row(table, likes, archive, n, first, own[n]) for n in own)


def _live_row(table, likes, archive, n, first, own):
    cast = archive.moulds[n % MOULDS]
    at = moment(NEWEST - n * APART)
    changes = {name: own[name] for name in ("headline", "standfirst", "kicker", "body")}
    changes |= cast.cast(own)
    changes |= dict.fromkeys(("first_published_at", "published_at", "rendered_at"), at)
    return table.row(
        likes[n % MOULDS],
        changes
        | {
            "id": first + n,
            "article_id": first + n,
            "path": f"{cast.live.section.slug}/{own['slug']}",
            "seal": f"{first + n:018x}",
        },
    )


_THROUGH = {"authors": LiveArticle.authors.through, "tags": LiveArticle.tags.through}


def _links(archive, own, first):
    for name, model in _THROUGH.items():
        table, pk = Table(model), next_pk(model)
        table.insert(
            (pk + 2 * place + m, first + n, thing)
            for place, n in enumerate(own)
            for m, thing in enumerate(getattr(archive.moulds[n % MOULDS], name))
        )


_FILLS = (_originals, _articles, _revisions, _live, _links)


def _readers(number):
    newsletter, _ = Newsletter.objects.get_or_create(
        slug="archive",
        defaults={
            "name": "The archive’s letter",
            "call_headline": "See further every morning.",
            "call_text": "One letter a day, from papers you cannot read.",
        },
    )
    people, pk = Table(Subscriber), next_pk(Subscriber)
    like = people.like(Subscriber(created_at=NEWEST))
    people.insert(
        people.row(like, {"id": pk + n, "email": f"reader-{pk + n}@archive.example"})
        for n in range(number)
    )
    lists, own = Table(Subscription), next_pk(Subscription)
    said = Subscription(
        newsletter=newsletter,
        state=Subscription.State.CONFIRMED,
        requested_at=NEWEST,
        confirmed_at=NEWEST,
    )
    like = lists.like(said)
    lists.insert(
        lists.row(like, {"id": own + n, "subscriber_id": pk + n, "token": f"archive-{own + n}"})
        for n in range(number)
    )
    count_on(Subscriber, Subscription)


def _section(name, position):
    defaults = {"name": name, "position": position, "description": f"All about {name.lower()}."}
    return Section.objects.get_or_create(slug=name.lower(), defaults=defaults)[0]


def _tag(name):
    return Tag.objects.get_or_create(slug=name, defaults={"name": name})[0]


def _person(author, role):
    return {"name": author.name, "slug": author.slug, "role": role, "place": ""}


def _source(agreement):
    paper = agreement.publication
    return {
        "name": paper.name,
        "slug": paper.slug,
        "language": paper.language,
        "language_name": paper.language_name,
        "country": paper.country,
        "country_name": paper.country_name,
        "direction": paper.direction,
        "url": "https://paper.example/original",
        "headline": "Titre",
        "first_published_at": "2026-01-01T06:00:00+00:00",
        "attribution": f"First published by {paper.name}",
        "use": "full",
        "use_label": "full translation",
    }


def _picture(n):
    """As photos.pictures.picture makes it; the files themselves there are not."""
    files = [{"src": f"/media/archive/{n}-{w}.jpg", "width": w} for w in (480, 800, 1200, 1600)]
    kinds = (("image/avif", "avif"), ("image/webp", "webp"))
    return {
        "src": files[-1]["src"],
        "width": 1600,
        "height": 1067,
        "srcset": files,
        "sources": [
            {
                "type": kind,
                "srcset": [{**file, "src": file["src"].replace("jpg", end)} for file in files],
            }
            for kind, end in kinds
        ],
        "social": {"src": f"/media/archive/{n}-social.jpg", "width": 1200, "height": 630},
        "size": 0,
        "alt": "What the story is about",
        "caption": "A caption as long as captions are, with a place in it",
        "credit": "A Photographer/An Agency",
        "photographer": "A Photographer",
        "agency": "An Agency",
        "copyright": "",
        "licence_url": "",
        "acquire_url": "",
        "newsletter": True,
        "whole": False,
        "focal_x": 0.5,
        "focal_y": 0.4,
    }
