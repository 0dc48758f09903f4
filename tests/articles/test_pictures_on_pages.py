"""Photographs from the file to the reader: lead, inline and in galleries, while their files are
made and after every change."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from articles import publishing, readiness
from articles.models import LiveArticle, State
from photos import finishing, receiving, renditions
from photos.models import Credit, Licence, Photo
from tests.articles import reading
from tests.articles.pages import tree, words
from tests.articles.stories import bring, changes, fresh
from tests.factories import make_photo, make_user
from tests.photos.files import file_address, file_of, halves

pytestmark = pytest.mark.django_db


def figure(photo):
    return f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'


def gallery(*photos):
    return f"<section>{''.join(map(figure, photos))}</section>"


def text(*more):
    return {"body": changes()["body"] + "".join(more)}


@pytest.fixture
def received(desk):
    """A photograph as the desk takes it in, its files not made yet."""
    photo = receiving.receive(file_of(halves(900, 600)), by=desk.pia, title="Harbour", alt="Boats")
    receiving.credit(photo, by=desk.pia, photographer="Mona Iris", licence=Licence.OWN)
    return Photo.objects.with_credit().get(pk=photo.pk)


# --- galleries


def test_readiness_looks_at_every_photograph_of_a_gallery(desk):
    good, uncredited = make_photo(), make_photo(credit=None)
    story = bring(desk, State.READY, text=text(gallery(good, uncredited)))
    found = {(problem.code, problem.photo) for problem in readiness.problems(fresh(story))}
    assert ("photo-uncredited", uncredited.pk) in found
    assert good.pk not in {photo for _, photo in found}


def test_a_live_story_knows_the_photographs_of_its_galleries(desk):
    lead, one, two = make_photo(), make_photo(), make_photo()
    body = text(gallery(one, two))
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": lead}, text=body).live
    assert set(live.photos.all()) == {lead, one, two}


def test_a_photograph_in_a_gallery_on_the_desk_is_not_thrown_away(desk):
    photo = make_photo()
    bring(desk, State.EDITING, text=text(gallery(photo, make_photo())))
    with pytest.raises(receiving.StillUsed):
        receiving.discard(photo, by=make_user(is_superuser=True))


# --- while the files are being made


def test_a_story_is_published_while_the_files_are_being_made(desk, client, received):
    body = text(figure(received))
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": received}, text=body).live
    assert live.picture["src"] == file_address(received)
    assert live.picture["sources"] == []
    page = reading.page(client.get(live.get_absolute_url()))
    assert {image.get("src") for image in page.iter("img")} == {file_address(received)}
    assert page.xpath("//meta[@property='og:image']/@content")[0].endswith(file_address(received))
    for address in page.xpath("//img/@src"):
        assert client.get(address).status_code == 200


def test_when_they_are_made_its_page_shows_them(desk, client, received):
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": received}).live
    finishing.finish_next()
    publishing.rerender_changed()
    page = reading.page(client.get(live.get_absolute_url()))
    assert page.xpath("//figure//source/@type") == ["image/avif", "image/webp"]
    for address in (name.split()[0] for name in page.xpath("//source/@srcset")):
        assert client.get(address).status_code == 200


def test_no_picture_moves_the_words_around_it_when_it_arrives(desk, client, received):
    over = make_photo()
    body = text(figure(received), gallery(received, over))
    lives = [
        bring(desk, State.PUBLISHED, filing={"lead_photo": received}, text=body).live
        for _ in range(2)
    ]
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=over).update(valid_until=yesterday)
    for live in lives:
        publishing.rerender(live)
    for address in [lives[0].get_absolute_url(), "/", f"/author/{lives[0].byline[0]['slug']}/"]:
        for image in reading.page(client.get(address)).iter("img"):
            assert int(image.get("width")) > 0, address
            assert int(image.get("height")) > 0, address


# --- changed once, changed everywhere


def test_a_new_credit_reaches_lead_inline_and_gallery_and_the_page_says_so(desk, client):
    photo = make_photo(credit="Omar Field", unfinished=False)
    texts = [figure(photo), gallery(photo, photo)]
    lives = [bring(desk, State.PUBLISHED, filing={"lead_photo": photo}).live]
    lives += [bring(desk, State.PUBLISHED, text=text(more)).live for more in texts]
    LiveArticle.objects.update(rendered_at=timezone.now() - datetime.timedelta(hours=1))
    receiving.credit(photo, by=desk.pia, photographer="Ida Sol", licence=Licence.OWN)
    client.force_login(desk.pia)

    def said():
        page = tree(client.get(f"/admin/photos/photo/{photo.pk}/change/"))
        return words(page.find_class("photo-reach")[0])

    assert "Its files are being made anew" in said()
    assert "Shown in 3 live stories; 0 already carry what was changed." in said()
    finishing.finish_next()
    publishing.rerender_changed()
    assert said() == "Shown in 3 live stories; all show it as it stands here."
    client.logout()
    for live in lives:
        page = client.get(live.get_absolute_url()).text
        assert "Ida Sol" in page
        assert "Omar Field" not in page


def test_a_new_focal_point_reaches_the_cards(desk, client, received):
    bring(desk, State.PUBLISHED, filing={"lead_photo": received})
    assert "fx-5 fy-5" in client.get("/").text
    changed = {"focal_x": 0.1, "focal_y": 0.9}
    receiving.describe(received, by=desk.pia, seen=received.changed_at, changes=changed)
    publishing.rerender_changed()
    assert "fx-1 fy-9" in client.get("/").text


# --- wherever the files lie


class Nowhere(Storage):
    """Knows its files by their names alone, as one across a network does."""

    def __init__(self):
        self.files = {}

    def _save(self, name, content):
        self.files[name] = content.read()
        return name

    def _open(self, name, mode="rb"):
        return ContentFile(self.files[name], name)

    def delete(self, name):
        self.files.pop(name, None)

    def exists(self, name):
        return name in self.files

    def url(self, name):
        return f"https://files.example/{name}"


def test_no_file_needs_a_local_folder(desk, settings, django_capture_on_commit_callbacks):
    nowhere = {"BACKEND": f"{__name__}.Nowhere"}
    settings.STORAGES = {**settings.STORAGES, "default": nowhere, "masters": nowhere}
    photo = receiving.receive(file_of(halves(900, 600)), by=desk.pia, title="Harbour", alt="x")
    receiving.credit(photo, by=desk.pia, photographer="Mona Iris", licence=Licence.OWN)
    assert finishing.finish_next()
    assert default_storage.exists(renditions.name(photo.file.name, 900))

    story = bring(desk, State.PUBLISHED, filing={"lead_photo": photo})
    assert story.live.picture["social"]["src"].endswith("-social.jpg")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=photo).update(valid_until=yesterday)
    finishing.retire_forbidden()
    assert Photo.objects.get(pk=photo.pk).retired

    spare = receiving.receive(file_of(halves(400, 300)), by=desk.pia, title="Spare", alt="x")
    with django_capture_on_commit_callbacks(execute=True):
        receiving.discard(spare, by=make_user(is_superuser=True))
    assert not default_storage.exists(renditions.name(spare.file.name, 400))
