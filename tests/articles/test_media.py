"""What other programs are told of a story's pictures."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import media, publishing
from articles.models import State
from photos import finishing, receiving, renditions
from photos.models import Credit, Licence, Photo
from tests.articles.reading import linked_data
from tests.articles.stories import bring, changes
from tests.factories import make_live, make_photo, make_user
from tests.photos.files import file_address, file_of, halves

pytestmark = pytest.mark.django_db


def figure(photo, caption):
    return f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'


def published(desk, lead, *inline):
    text = changes()["body"] + "".join(figure(photo, f"No {photo.pk}") for photo in inline)
    filing = {"lead_photo": lead}
    return bring(desk, State.PUBLISHED, filing=filing, text={"body": text}).live


def credits(found):
    return [one["credit"] for one in found]


def test_every_picture_is_told_the_lead_first_and_each_once(desk):
    lead, dawn, dusk = (make_photo(credit=name) for name in ("Lead", "Dawn", "Dusk"))
    live = published(desk, lead, dusk, lead, dawn)
    assert credits(media.of(live)) == ["Lead", "Dusk", "Dawn"]


def test_a_picture_is_told_with_all_that_a_feed_needs(desk):
    pia = make_user("photo editor")
    photo = receiving.receive(file_of(halves(900, 600)), by=pia, title="Harbour", alt="Boats")
    terms = {"photographer": "Mona Iris", "licence": Licence.OWN, "allows_newsletter": False}
    receiving.credit(photo, by=pia, **terms)
    finishing.finish_next()
    live = published(desk, make_photo(), photo)
    _, told = media.of(live)
    base = file_address(photo).removesuffix("-900.jpg")
    size = default_storage.size(renditions.name(photo.file.name, 900))
    assert told == {
        "url": f"http://testserver{base}-900.jpg",
        "type": "image/jpeg",
        "width": 900,
        "height": 600,
        "size": size,
        "alt": "Boats",
        "caption": f"No {photo.pk}",
        "credit": "Mona Iris",
        "photographer": "Mona Iris",
        "agency": "",
        "copyright": "© Mona Iris",
        "licence_url": "",
        "acquire_url": "",
        "newsletter": False,
        "partners": True,
    }


def test_what_was_just_received_is_told_with_its_size_too(desk):
    pia = make_user("photo editor")
    photo = receiving.receive(file_of(halves()), by=pia, title="Harbour", alt="Boats")
    receiving.credit(photo, by=pia, photographer="Mona Iris", licence=Licence.OWN)
    (told,) = media.of(published(desk, Photo.objects.get(pk=photo.pk)))
    assert told["size"] == photo.file.storage.size(photo.file.name)


def test_a_picture_whose_licence_is_over_is_not_told(desk):
    lead, inline = make_photo(credit="Lead"), make_photo(credit="Dawn")
    live = published(desk, lead, inline)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=lead).update(valid_until=yesterday)
    live = publishing.rerender(live)
    assert credits(media.of(live)) == ["Dawn"]
    assert [image["creditText"] for image in live.json_ld["image"]] == ["Dawn"]


def test_of_a_withdrawn_story_nothing_is_told():
    kept = {"url": "/media/a.jpg"}
    live = make_live(media=[kept], body="", withdrawn_at=timezone.now(), withdrawn_note="Gone.")
    assert media.of(live) == []


def test_withdrawing_a_story_takes_its_pictures_with_it(desk):
    story = published(desk, make_photo()).article
    helen = make_user("managing editor")
    publishing.withdraw(story, by=helen, seen=story.version, note="Wrong.")
    story.live.refresh_from_db()
    assert story.live.media == []


def test_a_story_without_pictures_tells_of_none():
    assert media.of(make_live()) == []


def test_a_picture_on_another_host_keeps_its_address():
    assert media.absolute("https://cdn.example/a.jpg") == "https://cdn.example/a.jpg"


# --- search engines

KEPT = {
    "url": "/media/a.jpg", "type": "image/jpeg", "size": 9, "width": 60, "height": 40,
    "alt": "Boats", "caption": "", "credit": "Mona Iris/Zeta", "photographer": "Mona Iris",
    "agency": "Zeta", "copyright": "© Mona Iris", "licence_url": "", "acquire_url": "",
    "newsletter": True, "partners": True,
}  # fmt: skip


def test_search_engines_are_told_who_made_a_picture_and_whose_it_is():
    assert media.image(KEPT) == {
        "@type": "ImageObject",
        "url": "http://testserver/media/a.jpg",
        "contentUrl": "http://testserver/media/a.jpg",
        "encodingFormat": "image/jpeg",
        "width": 60,
        "height": 40,
        "creditText": "Mona Iris/Zeta",
        "copyrightNotice": "© Mona Iris",
        "creator": {"@type": "Person", "name": "Mona Iris"},
    }


def test_where_no_photographer_is_known_the_agency_is_the_maker():
    told = media.image(KEPT | {"photographer": ""})
    assert told["creator"] == {"@type": "Organization", "name": "Zeta"}


@pytest.mark.parametrize(("kept", "told"), [
    ("licence_url", "license"), ("acquire_url", "acquireLicensePage"), ("caption", "caption"),
])  # fmt: skip
def test_licence_terms_and_caption_are_told_where_there_are_some(kept, told):
    assert told not in media.image(KEPT)
    assert media.image(KEPT | {kept: "https://zeta.example/"})[told] == "https://zeta.example/"


def test_the_page_tells_of_lead_inline_and_gallery_pictures(desk, client):
    lead, one, two = (make_photo(credit=name) for name in ("Lead", "One", "Two"))
    gallery = f"<section>{figure(one, 'x')}{figure(two, 'y')}</section>"
    body = {"body": changes()["body"] + gallery}
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": lead}, text=body).live
    told = linked_data(client.get(live.get_absolute_url()))
    assert [image["creditText"] for image in told["image"]] == ["Lead", "One", "Two"]
