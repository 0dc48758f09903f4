import datetime
import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError
from PIL import Image

from photos import receiving, renditions
from photos.models import Credit, Licence, Photo
from tests.factories import (
    make_agency,
    make_article,
    make_live,
    make_photo,
    make_user,
)
from tests.photos.files import file_of, halves, with_exif

pytestmark = pytest.mark.django_db

OWN = {"photographer": "Mona Iris", "licence": Licence.OWN}


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


def stored():
    """Every file in the storage, by name."""
    found, folders = [], [""]
    while folders:
        folder = folders.pop()
        if not default_storage.exists(folder):
            continue
        inner, names = default_storage.listdir(folder)
        folders += [f"{folder}{name}/" for name in inner]
        found += [f"{folder}{name}" for name in names]
    return sorted(found)


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
  <rdf:Description photoshop:Headline="A pier" photoshop:City="Brest"
    photoshop:Credit="Tidewater/Northlight" photoshop:Instructions="No sales in Norway">
    <dc:creator><rdf:Seq><rdf:li>Mona Iris</rdf:li></rdf:Seq></dc:creator>
  </rdf:Description></rdf:RDF></x:xmpmeta>"""


# --- receive


def test_a_photograph_is_received_with_its_words(pia):
    photo = receiving.receive(
        file_of(halves(1200, 800)),
        by=pia,
        title="Harbour",
        alt="Boats at a quay",
        caption="The harbour at dawn.",
        place="Bergen",
        taken_on=datetime.date(2026, 3, 4),
        focal_x=0.2,
        focal_y=0.7,
    )
    photo.refresh_from_db()
    assert (photo.title, photo.alt, photo.caption) == (
        "Harbour", "Boats at a quay", "The harbour at dawn.",
    )  # fmt: skip
    assert (photo.place, photo.taken_on) == ("Bergen", datetime.date(2026, 3, 4))
    assert (photo.focal_x, photo.focal_y) == (0.2, 0.7)
    assert (photo.width, photo.height, photo.widths) == (1200, 800, [480, 800])
    assert photo.uploaded_by == pia


def test_master_and_renditions_are_stored_under_names_of_our_own(pia):
    photo = receiving.receive(file_of(halves(1200, 800)), by=pia, title="../../x<script>.jpg")
    assert re.fullmatch(r"photos/\d{4}/\d\d/[0-9a-f]{20}\.jpg", photo.file.name)
    assert stored() == sorted(renditions.name(photo.file.name, width) for width in (480, 800, 1200))
    for width in photo.widths:
        with default_storage.open(renditions.name(photo.file.name, width)) as file:
            assert Image.open(file).width == width


def test_two_photographs_never_share_a_name(pia):
    one = receiving.receive(file_of(halves()), by=pia)
    other = receiving.receive(file_of(halves(left="green")), by=pia)
    assert one.file.name != other.file.name


def test_what_is_stored_tells_no_place_and_stands_upright(pia):
    photo = receiving.receive(
        with_exif(halves(600, 400), orientation=6, place=True), by=pia, title="Harbour"
    )
    assert (photo.width, photo.height) == (400, 600)
    for name in stored():
        with default_storage.open(name) as file:
            data = file.read()
        assert b"Secret" not in data
        assert not Image.open(io.BytesIO(data)).getexif()


def test_invisible_characters_are_taken_out_of_the_words(pia):
    photo = receiving.receive(
        file_of(halves()), by=pia, title=" Har\u200bbour\n\x00", caption="At \u202edawn."
    )
    assert (photo.title, photo.caption) == ("Harbour", "At dawn.")


def test_without_a_title_the_caption_serves(pia):
    photo = receiving.receive(file_of(halves()), by=pia, caption="The harbour at dawn.")
    assert photo.title == "The harbour at dawn."


def test_without_any_words_the_time_serves_as_title(pia):
    assert receiving.receive(file_of(halves()), by=pia).title.startswith("Received 20")


def test_a_photograph_may_come_without_credit(pia):
    photo = receiving.receive(file_of(halves()), by=pia)
    assert photo.credit_line == ""


@pytest.mark.parametrize("role", ["translator", "newsletter editor", ""])
def test_who_may_not_add_photographs_is_refused(role):
    tom = make_user(role, "tom")
    with pytest.raises(receiving.NotAllowed, match="tom may not add photographs"):
        receiving.receive(file_of(halves()), by=tom)
    assert not Photo.objects.exists()
    assert stored() == []


def test_a_refusal_is_answered_as_forbidden_where_nobody_catches_it():
    assert issubclass(receiving.NotAllowed, PermissionDenied)


def test_the_same_file_is_refused_and_the_first_one_named(pia):
    data = file_of(halves())
    first = receiving.receive(data, by=pia, title="Harbour")
    with pytest.raises(receiving.AlreadyHere, match="already here as “Harbour”") as refused:
        receiving.receive(data, by=pia, title="Again")
    assert refused.value.photo == first
    assert Photo.objects.count() == 1


def test_the_same_file_from_two_people_at_once_becomes_one_photograph(pia):
    data = file_of(halves(1000, 600))
    examined = receiving.examine(data)
    first = receiving.receive(data, by=pia, title="Harbour")
    names = stored()
    with pytest.raises(receiving.AlreadyHere) as refused:
        receiving.receive(examined, by=pia, title="Mine")
    assert refused.value.photo == first
    assert Photo.objects.count() == 1
    assert stored() == names, "the files of the second are taken back"


def test_a_file_that_is_no_picture_leaves_nothing_behind(pia):
    with pytest.raises(renditions.Unusable):
        receiving.receive(b"<svg onload=alert(1)>", by=pia, title="Harbour")
    assert not Photo.objects.exists()
    assert stored() == []


def test_words_that_are_too_long_are_refused_before_anything_is_stored(pia):
    with pytest.raises(ValidationError) as refused:
        receiving.receive(file_of(halves()), by=pia, title="Harbour", alt="x" * 301)
    assert list(refused.value.message_dict) == ["alt"]
    assert stored() == []


def test_a_focal_point_outside_the_picture_is_refused(pia):
    with pytest.raises(ValidationError) as refused:
        receiving.receive(file_of(halves()), by=pia, focal_x=1.5)
    assert "focal_x" in refused.value.message_dict


def test_files_are_taken_back_when_the_database_fails(pia, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("no room")

    monkeypatch.setattr(Photo, "save", fail)
    with pytest.raises(DatabaseError):
        receiving.receive(file_of(halves(1200, 800)), by=pia)
    assert stored() == []


def test_what_nobody_typed_is_taken_from_the_file(pia):
    photo = receiving.receive(file_of(halves(), xmp=XMP.encode()), by=pia, place="The old port")
    assert (photo.title, photo.place) == ("A pier", "The old port")
    assert photo.file_says["instructions"] == "No sales in Norway"


def test_the_credit_that_a_file_names_is_proposed_with_the_firms_known_here(pia):
    tidewater = make_agency("Tidewater")
    photo = receiving.receive(file_of(halves(), xmp=XMP.encode()), by=pia)
    assert receiving.proposed_credit(photo) == {"photographer": "Mona Iris", "agency": tidewater}
    assert photo.credit_line == ""


# --- describe


def test_words_and_focal_point_are_changed(pia):
    photo = make_photo(title="Old", alt="")
    changed = receiving.describe(
        photo, by=pia, seen=photo.changed_at, changes={"title": "New", "focal_x": 0.1}
    )
    photo.refresh_from_db()
    assert (photo.title, photo.focal_x) == ("New", 0.1)
    assert photo.changed_at == changed.changed_at


def test_describing_again_on_what_describing_returned_is_not_stale(pia):
    photo = make_photo()
    photo = receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"title": "One"})
    photo = receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"title": "Two"})
    assert photo.title == "Two"


def test_who_saw_an_older_photograph_is_told_and_changes_nothing(pia):
    photo = make_photo(title="Old")
    seen = photo.changed_at
    receiving.describe(photo, by=pia, seen=seen, changes={"title": "Pia's"})
    with pytest.raises(receiving.Stale, match="changed by somebody else") as refused:
        receiving.describe(photo, by=pia, seen=seen, changes={"title": "Late"})
    assert refused.value.photo.title == "Pia's"
    photo.refresh_from_db()
    assert photo.title == "Pia's"


def test_nothing_changed_leaves_the_photograph_as_it_was(pia):
    photo = make_photo()
    receiving.describe(photo, by=pia, seen=photo.changed_at, changes={})
    assert Photo.objects.get(pk=photo.pk).changed_at == photo.changed_at


def test_only_the_description_can_be_changed(pia):
    photo = make_photo()
    with pytest.raises(TypeError):
        receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"content_hash": "x"})


def test_a_photograph_keeps_a_title(pia):
    photo = make_photo(title="Old")
    with pytest.raises(ValidationError) as refused:
        receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"title": " \u200b"})
    assert list(refused.value.message_dict) == ["title"]


def test_who_may_not_change_photographs_is_refused():
    photo = make_photo(title="Old")
    tom = make_user("translator", "tom")
    with pytest.raises(receiving.NotAllowed, match="tom may not change photographs"):
        receiving.describe(photo, by=tom, seen=photo.changed_at, changes={"title": "New"})
    photo.refresh_from_db()
    assert photo.title == "Old"


# --- credit


def test_a_photograph_is_credited(pia):
    photo = make_photo(credit=None)
    receiving.credit(
        photo,
        by=pia,
        photographer="Omar Marques",
        agency=make_agency("SOPA Images"),
        distributor=make_agency("ZUMA"),
        licence=Licence.RIGHTS_MANAGED,
    )
    assert photo.credit_line == "Omar Marques/SOPA Images/ZUMA"
    assert Photo.objects.with_credit().get().credit_line == "Omar Marques/SOPA Images/ZUMA"


def test_a_second_credit_takes_the_place_of_the_first(pia):
    photo = make_photo(credit="Ana Luz/Foto Sur")
    receiving.credit(photo, by=pia, **OWN)
    assert Credit.objects.get().line == "Mona Iris"


def test_a_new_credit_makes_the_photograph_newer(pia):
    photo = make_photo(credit=None)
    before = photo.changed_at
    receiving.credit(photo, by=pia, **OWN)
    assert photo.changed_at > before
    assert Photo.objects.get().changed_at == photo.changed_at


def test_invisible_characters_are_taken_out_of_the_photographers_name(pia):
    photo = make_photo(credit=None)
    receiving.credit(photo, by=pia, photographer=" Mona\u202e Iris ", licence=Licence.OWN)
    assert photo.credit_line == "Mona Iris"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"licence": Licence.OWN}, "Name the photographer, the agency, or both."),
        ({"photographer": "Mona Iris"}, "cannot be blank"),
        ({"photographer": "Mona Iris", "licence": "stolen"}, "not a valid choice"),
        (
            {"photographer": "Mona Iris", "licence": Licence.CREATIVE_COMMONS},
            "A Creative Commons licence needs its link.",
        ),
        (OWN | {"licence_url": "javascript:alert(1)"}, "valid URL"),
        (
            OWN
            | {
                "valid_from": datetime.date(2026, 5, 2),
                "valid_until": datetime.date(2026, 5, 1),
            },
            "The licence ends before it starts.",
        ),
    ],
    ids=["nobody", "no licence", "odd licence", "no link", "bad link", "backwards"],
)
def test_half_a_credit_is_refused_with_a_sentence(pia, said, words):
    photo = make_photo(credit=None)
    with pytest.raises(ValidationError) as refused:
        receiving.credit(photo, by=pia, **said)
    assert words in " ".join(refused.value.messages)
    assert not Credit.objects.exists()


def test_a_credit_of_which_only_the_agency_is_known_will_do(pia):
    photo = make_photo(credit=None)
    receiving.credit(photo, by=pia, agency=make_agency("ZUMA"), licence=Licence.HANDOUT)
    assert photo.credit_line == "ZUMA"


@pytest.mark.parametrize("role", ["translator", "newsletter editor", ""])
def test_who_may_not_credit_photographs_is_refused(role):
    photo = make_photo(credit=None)
    tom = make_user(role, "tom")
    with pytest.raises(receiving.NotAllowed, match="tom may not credit photographs"):
        receiving.credit(photo, by=tom, **OWN)
    assert not Credit.objects.exists()


# --- discard


@pytest.fixture
def root():
    return make_user("administrator", "root", is_superuser=True)


def test_an_unused_photograph_goes_with_its_files(root, django_capture_on_commit_callbacks):
    photo = receiving.receive(file_of(halves(1200, 800)), by=root)
    kept = receiving.receive(file_of(halves(600, 400)), by=root)
    with django_capture_on_commit_callbacks(execute=True):
        receiving.discard(photo, by=root)
    assert list(Photo.objects.all()) == [kept]
    assert stored() == sorted(renditions.name(kept.file.name, width) for width in (480, 600))


def test_a_lead_photograph_stays(root):
    photo = make_photo(title="Harbour")
    make_article(lead_photo=photo)
    with pytest.raises(receiving.StillUsed, match="“Harbour” stands in a story"):
        receiving.discard(photo, by=root)


def test_a_photograph_that_readers_see_stays(root):
    photo = make_photo()
    live = make_live(photos=[photo])
    with pytest.raises(receiving.StillUsed):
        receiving.discard(photo, by=root)
    assert list(live.photos.all()) == [photo]


def test_a_photograph_within_a_text_on_the_desk_stays(root):
    photo = make_photo()
    make_article(body=f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    with pytest.raises(receiving.StillUsed):
        receiving.discard(photo, by=root)


def test_a_number_that_only_begins_alike_does_not_hold_a_photograph(root):
    photo = make_photo()
    make_article(body=f'<figure data-photo="{photo.pk}0"><figcaption></figcaption></figure>')
    receiving.discard(photo, by=root)
    assert not Photo.objects.exists()


@pytest.mark.parametrize("role", ["photo editor", "managing editor"])
def test_who_may_not_throw_photographs_away_is_refused(role):
    photo = make_photo()
    with pytest.raises(receiving.NotAllowed):
        receiving.discard(photo, by=make_user(role))
    assert Photo.objects.exists()
