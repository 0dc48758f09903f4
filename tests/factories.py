"""Things the tests need, each valid by itself; name only what the test is about."""

import datetime
import io
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import editions, pieces
from articles.models import Article, LiveArticle, Section
from authors.models import Author
from newsletters.models import Newsletter
from photos import credits, renditions
from photos.models import Agency, Credit, Licence, Photo
from prose import blocks
from sources.models import Agreement, Elsewhere, Feed, Original, Publication, Snapshot, Tip
from stylebook import keeping
from stylebook.entries import Entry, Worded
from stylebook.models import StyleRule

_numbers = count(1)


def make_user(role="", username=None, **kwargs):
    username = username or f"{role.replace(' ', '-') or 'person'}-{next(_numbers)}"
    user = get_user_model().objects.create_user(
        username, f"{username}@desk.example", "password", is_staff=True, **kwargs
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_publication(**kwargs):
    n = next(_numbers)
    return Publication.objects.create(
        **{"name": f"Le Quai {n}", "slug": f"le-quai-{n}", "language": "fr", "country": "FR"}
        | kwargs
    )


def make_agreement(publication=None, **kwargs):
    defaults = {
        "reference": f"A-{next(_numbers)}",
        "starts_on": timezone.localdate() - datetime.timedelta(days=100),
        "languages": ["en"],
    }
    return Agreement.objects.create(
        publication=publication or make_publication(), **defaults | kwargs
    )


def make_snapshot(publication=None, original=None, html="<p>Un.</p><p>Deux.</p>", **kwargs):
    n = next(_numbers)
    original = original or Original.objects.create(
        publication=publication or make_publication(),
        url=f"https://lequai.example/{n}",
        language="fr",
        first_published_at=timezone.now() - datetime.timedelta(days=2),
    )
    number = original.snapshots.count() + 1
    snapshot = Snapshot.objects.create(
        **{
            "original": original,
            "number": number,
            "headline": f"Titre {n}",
            "blocks": blocks.number(html),
            "content_hash": f"{n:064}",
        }
        | kwargs
    )
    original.latest_snapshot = snapshot
    original.save()
    return snapshot


def make_author(name="Ada Ember", **kwargs):
    return Author.objects.create(
        **{"name": name, "slug": f"{name.lower().replace(' ', '-')}-{next(_numbers)}"} | kwargs
    )


def image_bytes(width=60, height=40, colour=None, form="JPEG"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour or (next(_numbers) % 255, 90, 60)).save(out, form)
    return out.getvalue()


def make_photo(credit="Mona Iris/Field Images", **kwargs):
    n = next(_numbers)
    photo = Photo(
        **{"title": f"Photo {n}", "alt": "A harbour", "caption": "The harbour at dawn"}
        | {"width": 60, "height": 40}
        | kwargs
    )
    photo.content_hash = f"{n:064}"
    photo.file.save(f"{n}.jpg", ContentFile(data := image_bytes()), save=False)
    default_storage.save(renditions.name(photo.file.name, photo.width), ContentFile(data))
    photo.save()
    if credit:
        photographer, agency, distributor = credits.parse(credit)
        Credit.objects.create(
            photo=photo,
            photographer=photographer,
            agency=make_agency(agency),
            distributor=make_agency(distributor),
            licence=Licence.RIGHTS_MANAGED,
        )
    return Photo.objects.with_credit().get(pk=photo.pk)


def make_agency(name):
    if not name:
        return None
    return Agency.objects.get_or_create(name=name, defaults={"slug": f"agency-{next(_numbers)}"})[0]


def make_section(name=None, **kwargs):
    n = next(_numbers)
    return Section.objects.create(
        **{"name": name or f"Section {n}", "slug": f"section-{n}"} | kwargs
    )


def make_article(**kwargs):
    by = kwargs.pop("commissioned_by", None) or make_user("editor")
    return Article.objects.create(commissioned_by=by, **{"headline": "A harbour wakes"} | kwargs)


def make_live(**kwargs):
    """A LiveArticle as publishing would make it, without going through the desk."""
    now = timezone.now()
    n = next(_numbers)
    by = kwargs.get("published_by") or make_user("managing editor")
    section = kwargs.pop("section", None) or make_section()
    links = {name: kwargs.pop(name, []) for name in ("authors", "tags", "photos")}
    publication = kwargs.get("publication")
    if publication and "agreement" not in kwargs:
        kwargs |= {"agreement": make_agreement(publication), "use": "full"}
    language = kwargs.get("language", "en")
    live = LiveArticle(
        **{
            "article": make_article(commissioned_by=by),
            "version": 1,
            "path": f"{section.slug}/story-{n}",
            "section": section,
            "section_name": section.name,
            "edition": editions.of(language),
            "language": language,
            "headline": f"Story {n}",
            "standfirst": "What it is about.",
            "body": "<p>The text of the story.</p>",
            "first_published_at": now - datetime.timedelta(minutes=n),
            "published_at": now,
            "published_by": by,
            "rendered_at": now,
        }
        | kwargs
    )
    press(live)
    for name, values in links.items():
        getattr(live, name).set(values)
    return live


def press(live):
    """Store a LiveArticle with the pieces that its fields make."""
    for name, value in pieces.pressed(live).items():
        setattr(live, name, value)
    live.save()


def make_newsletter(**kwargs):
    n = next(_numbers)
    return Newsletter.objects.create(
        **{
            "name": f"Daily {n}",
            "slug": f"daily-{n}",
            "call_headline": "See further every morning.",
            "call_text": "One letter a day, from papers you cannot read.",
        }
        | kwargs
    )


def make_feed(publication=None, **kwargs):
    n = next(_numbers)
    return Feed.objects.create(
        **{
            "url": f"https://lequai.example/feed/{n}",
            "name": f"Feed {n}",
            "publication": publication or make_publication(),
            "language": "fr",
        }
        | kwargs
    )


def make_watched_feed(**kwargs):
    """Of somebody who publishes in our language."""
    n = next(_numbers)
    return Feed.objects.create(
        **{"url": f"https://gazette.example/feed/{n}", "name": f"Gazette {n}", "language": "en"}
        | kwargs
    )


def make_tip(publication=None, **kwargs):
    n = next(_numbers)
    return Tip.objects.create(
        **{
            "publication": publication or make_publication(),
            "url": f"https://lequai.example/tip/{n}",
            "headline": f"Histoire {n}",
            "language": "fr",
            "published_at": timezone.now() - datetime.timedelta(hours=n % 20 + 1),
        }
        | kwargs
    )


def make_elsewhere(feed=None, **kwargs):
    n = next(_numbers)
    return Elsewhere.objects.create(
        **{
            "feed": feed or make_watched_feed(),
            "url": f"https://gazette.example/{n}",
            "headline": f"Story {n}",
        }
        | kwargs
    )


def make_term(source, target="-", language="ru", **kwargs):
    """A Term with this wording in `language` and that one in `ours`, as the desk stores it."""
    ours, never = kwargs.pop("ours", "en"), kwargs.pop("banned", ())
    wordings = [Worded(language, source)]
    if target and not kwargs.get("keep"):
        wordings.append(Worded(ours, target))
    wordings += [Worded(ours, text, "also") for text in kwargs.pop("also", ())]
    wordings += [Worded(ours, text, "never") for text in never]
    entry = Entry(**kwargs, wordings=tuple(wordings))
    return keeping.keep_all([(None, entry)], by=None)[0]


def make_rule(words="presently", write="now", **kwargs):
    """A row of the house style: what finds something in any text, whatever else the checks do."""
    kind = "substitution" if write else "existence"
    return StyleRule.objects.create(
        **{"kind": kind, "words": words, "write": write, "severity": "blocker"} | kwargs
    )
