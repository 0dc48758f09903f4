"""Loads the demo edition the way a desk would make it: every step through the verbs."""

import datetime
import io
from decimal import Decimal

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import noticing
from articles.models import Notice, Section
from authors.models import Author
from newsletters.models import Newsletter
from newsroom.demo import letters, marks, other_editions, pages, republishing, tips
from newsroom.demo.edition import PASSWORD, edition, stories
from newsroom.demo.pictures import draw
from newsroom.demo.telling import tell
from photos import receiving
from photos.models import Agency, Photo
from sources import logos
from sources.models import Agreement, Publication, Use
from stylebook import keeping
from stylebook.entries import Entry, Worded


class Cast:
    """Who and what the stories refer to, by slug or username."""

    def __init__(self):
        self.people, self.authors, self.papers, self.photos = {}, {}, {}, {}


def is_loaded():
    return Publication.objects.filter(slug=edition()["publications"][0]["slug"]).exists()


@transaction.atomic
def load(say=lambda line: None):
    """Load everything, or nothing if it is there already. Returns whether it did."""
    if is_loaded():
        return False
    data, cast, day = edition(), Cast(), timezone.localdate()
    say("people and papers")
    _load_people(data, cast)
    _load_papers(data, cast, day)
    for position, section in enumerate(data["sections"]):
        Section.objects.create(position=position, **section)
    Newsletter.objects.create(**data["newsletter"])
    _load_terms(data, cast)
    say("pictures")
    _load_photos(data, cast, day)
    for story in stories():
        say(story.story["headline"])
        tell(story, cast)
    say("pages")
    pages.load(cast)
    say("tips")
    tips.load(cast)
    say("letters")
    letters.load(cast)
    say("other editions")
    other_editions.load(cast)
    say("a paper that republishes")
    republishing.load(cast)
    _mail_nothing_of_it()
    return True


def _mail_nothing_of_it():
    """What was told up to here stands on the desk only: mailed, it would push the log-ins that
    `make run` has just printed off the screen."""
    noticing.of_overdue(timezone.now())
    noticing.of_outdated()
    noticing.of_agreements(timezone.localdate())
    Notice.objects.update(mail_next_at=None)
    Newsletter.objects.update(reminded_on=timezone.localdate())


def _load_people(data, cast):
    for person in data["people"]:
        first, _, last = person["name"].partition(" ")
        user = get_user_model().objects.create_user(
            person["username"],
            person["email"],
            PASSWORD,
            first_name=first,
            last_name=last,
            is_staff=True,
        )
        user.groups.add(Group.objects.get(name=person["role"]))
        cast.people[person["username"]] = user
        cast.authors[person["username"]] = Author.objects.create(
            name=person["name"],
            slug=slugify(person["name"]),
            bio=person["bio"],
            in_editions=other_editions.words("authors", slugify(person["name"])),
            user=user,
        )
    for author in data["authors"]:
        said = other_editions.words("authors", author["slug"])
        cast.authors[author["slug"]] = Author.objects.create(**author, in_editions=said)


def _load_papers(data, cast, day):
    for paper in data["publications"]:
        name = paper["name"]
        if latin := paper.pop("latin_name", ""):
            paper["name"] = f"{latin} ({name})" if latin != name else name
        said = other_editions.words("publications", paper["slug"])
        cast.papers[paper["slug"]] = Publication.objects.create(**paper, in_editions=said)
        if mark := marks.mark(paper["slug"]):
            logo = ContentFile(logos.render(mark), name=f"{paper['slug']}.webp")
            cast.papers[paper["slug"]].logo.save(logo.name, logo)
    for agreement in data["agreements"]:
        uses = agreement.pop("uses")
        ends = agreement.pop("ends_days", None)
        Agreement.objects.create(
            publication=cast.papers[agreement.pop("publication")],
            starts_on=day + datetime.timedelta(days=agreement.pop("starts_days")),
            ends_on=None if ends is None else day + datetime.timedelta(days=ends),
            fee=Decimal(agreement.pop("fee", "0")),
            **{f"allows_{use}": use in uses for use in Use.values},
            **agreement,
        )


def _load_terms(data, cast):
    by = next(cast.people[p["username"]] for p in data["people"] if p["role"] == "editor")
    for row in data["terms"]:
        keeping.keep(None, _entry(**row), by=by)


def _entry(source_language, source, target, banned=(), **plain):
    ours = settings.EDITION_LANGUAGE
    wordings = [Worded(source_language, source)]
    if not plain.get("keep"):
        wordings.append(Worded(ours, target))
    wordings += [Worded(ours, word, "never") for word in banned]
    return Entry(**plain, wordings=tuple(wordings))


def _load_photos(data, cast, day):
    agencies = {a["slug"]: Agency.objects.create(**a) for a in data["agencies"]}
    by = next(cast.people[p["username"]] for p in data["people"] if p["role"] == "photo editor")
    for row in data["photos"]:
        words = {name: row.get(name, "") for name in ("title", "alt", "caption", "place")}
        said = other_editions.words("photos", row["slug"])
        photo = receiving.receive(_jpeg(row["slug"]), by=by, **words, in_editions=said)
        if row.get("licence"):
            ends = row.get("valid_until_days")
            receiving.credit(
                photo,
                by=by,
                photographer=row.get("photographer", ""),
                agency=agencies.get(row.get("agency")),
                distributor=agencies.get(row.get("distributor")),
                licence=row["licence"],
                licence_url=row.get("licence_url", ""),
                valid_until=None if ends is None else day + datetime.timedelta(days=ends),
            )
        cast.photos[row["slug"]] = Photo.objects.get(pk=photo.pk)


def _jpeg(slug):
    out = io.BytesIO()
    draw(slug).save(out, "JPEG", quality=90)
    return out.getvalue()
