import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from photos import finishing, receiving
from photos.models import Credit, Licence, Photo
from tests.factories import make_agency, make_article, make_live, make_photo, make_user
from tests.photos.files import bomb_png, file_of, halves, moving
from tests.photos.test_receiving import XMP
from tests.seals import seal

pytestmark = pytest.mark.django_db

ADD = "/admin/photos/photo/add/"
LIST = "/admin/photos/photo/"
USES = {f"credit-0-allows_{use}": "on" for use in ("site", "newsletter", "social")}
NO_CREDIT = {
    **USES,
    "credit-0-currency": "EUR",
    "credit-TOTAL_FORMS": "1",
    "credit-INITIAL_FORMS": "0",
    "credit-0-photographer": "",
    "credit-0-licence": "",
}


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def desk(client, pia):
    client.force_login(pia)
    return client


def upload(data=None, name="harbour.jpg"):
    return SimpleUploadedFile(name, data or file_of(halves()), "image/jpeg")


def words(**changes):
    return {
        "title": "Harbour",
        "alt": "Boats",
        "caption": "At dawn.",
        "place": "Bergen",
        "focal_x": "0.5",
        "focal_y": "0.5",
    } | changes


def page(photo):
    return f"{LIST}{photo.pk}/change/"


def said_on(photo, **changes):
    """What the change form of this photograph posts when nothing is touched."""
    credit = getattr(photo, "credit", None)
    kept = {
        **USES,
        "credit-0-currency": "EUR",
        "credit-TOTAL_FORMS": "1",
        "credit-INITIAL_FORMS": "1",
        "credit-0-id": credit.pk,
        "credit-0-photo": photo.pk,
        "credit-0-photographer": credit.photographer,
        "credit-0-agency": credit.agency_id or "",
        "credit-0-distributor": credit.distributor_id or "",
        "credit-0-licence": credit.licence,
    } if credit else NO_CREDIT  # fmt: skip
    return {
        "seen": seal(photo),
        "title": photo.title,
        "alt": photo.alt,
        "caption": photo.caption,
        "place": photo.place,
        "focal_x": photo.focal_x,
        "focal_y": photo.focal_y,
        **kept,
    } | changes


# --- adding


def test_a_photograph_without_credit_asks_for_the_one_its_file_names(desk):
    data = file_of(halves(), xmp=XMP.encode())
    answer = desk.post(ADD, words(title="", upload=upload(data)) | NO_CREDIT, follow=True)
    photo = Photo.objects.get()
    assert answer.redirect_chain == [(page(photo), 302)]
    assert "Check the credit that its file names" in answer.text
    assert 'value="Mona Iris"' in answer.text
    assert "No sales in Norway" in answer.text


def test_a_photograph_is_uploaded_and_credited_in_one_go(desk, pia):
    agency = make_agency("Field Images")
    credit = {"photographer": "Mona Iris", "agency": agency.pk, "licence": Licence.RIGHTS_MANAGED}
    said = {f"credit-0-{name}": value for name, value in credit.items()}
    answer = desk.post(ADD, {**NO_CREDIT, **words(), "upload": upload(), **said})
    assert answer.status_code == 302
    photo = Photo.objects.with_credit().get()
    assert (photo.title, photo.place, photo.uploaded_by) == ("Harbour", "Bergen", pia)
    assert photo.credit_line == "Mona Iris/Field Images"
    assert (photo.width, photo.height) == (300, 200)


def test_a_photograph_is_uploaded_without_a_credit(desk):
    assert desk.post(ADD, {**NO_CREDIT, **words(), "upload": upload()}).status_code == 302
    assert not Credit.objects.exists()
    assert Photo.objects.get().title == "Harbour"


def test_a_photograph_added_beside_a_story_goes_back_to_it(desk):
    said = {**NO_CREDIT, **words(), "_popup": "1"}
    content = desk.post(ADD, {**said, "upload": upload()}).content.decode()
    assert f"&quot;value&quot;: &quot;{Photo.objects.get().pk}&quot;" in content


def test_adding_is_written_to_the_log(desk):
    desk.post(ADD, {**NO_CREDIT, **words(), "upload": upload()})
    history = desk.get(f"{LIST}{Photo.objects.get().pk}/history/").content.decode()
    assert "Added" in history


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"<svg onload=alert(1)></svg>", "x.jpg", "Choose a JPEG, PNG, WebP or AVIF file."),
        (b"<html><script>alert(1)</script>", "x.jpg", "Choose a JPEG, PNG, WebP or AVIF file."),
        (moving("GIF"), "x.jpg", "Choose a JPEG, PNG, WebP or AVIF file."),
        (moving("WEBP"), "x.webp", "This picture moves. Choose a still one."),
        (file_of(halves(600, 400))[:900], "x.jpg", "This picture is damaged"),
        (file_of(halves(2, 2)), "x.jpg", "This picture has 2 × 2 pixels."),
        (bomb_png(9000, 9000), "x.png", "more than 50 million pixels"),
    ],
    ids=["svg", "html", "gif", "film", "truncated", "tiny", "bomb"],
)
def test_a_hostile_upload_is_refused_in_words_and_nothing_typed_is_lost(desk, data, name, sentence):
    credit = {"credit-0-photographer": "Mona Iris", "credit-0-licence": Licence.OWN}
    answer = desk.post(ADD, {**NO_CREDIT, **words(), **credit, "upload": upload(data, name)})
    content = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in content
    for typed in ("Harbour", "Boats", "At dawn.", "Bergen", "Mona Iris"):
        assert typed in content
    assert not Photo.objects.exists()


def test_the_extension_of_a_file_decides_nothing(desk):
    wrong = upload(file_of(halves(), "PNG"), "story.exe")
    assert desk.post(ADD, {**NO_CREDIT, **words(), "upload": wrong}).status_code == 302
    assert Photo.objects.get().file.name.endswith(".jpg")


def test_a_hostile_file_name_reaches_neither_storage_nor_page(desk, settings):
    hostile = upload(name="../../x<script>.jpg")
    desk.post(ADD, {**NO_CREDIT, **words(), "upload": hostile})
    photo = Photo.objects.get()
    assert photo.file.path.startswith(str(settings.MASTERS_ROOT))
    assert "script" not in photo.file.name
    assert "x<script>" not in desk.get(page(photo)).content.decode()


def test_a_missing_file_is_asked_for(desk):
    answer = desk.post(ADD, {**NO_CREDIT, **words()})
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()


def test_the_same_file_again_is_refused_beside_the_field(desk):
    data = file_of(halves())
    desk.post(ADD, {**NO_CREDIT, **words(title="First"), "upload": upload(data)})
    answer = desk.post(ADD, {**NO_CREDIT, **words(title="Second"), "upload": upload(data)})
    content = answer.content.decode()
    assert answer.status_code == 400
    assert "already here as “First”" in content
    assert 'value="Second"' in content
    assert Photo.objects.count() == 1


def test_the_same_file_from_a_faster_colleague_is_refused_beside_the_field(desk, pia, monkeypatch):
    data = file_of(halves())
    unseen = receiving.examine(data)
    receiving.receive(data, by=pia, title="Faster")
    real, looks = receiving.examine, [lambda data: unseen]
    monkeypatch.setattr(receiving, "examine", lambda data: (looks.pop() if looks else real)(data))
    answer = desk.post(ADD, {**NO_CREDIT, **words(title="Slower"), "upload": upload(data)})
    content = answer.content.decode()
    assert answer.status_code == 400
    assert "already here as “Faster”" in content
    assert 'value="Slower"' in content
    assert Photo.objects.count() == 1


def test_half_a_credit_is_refused_in_words_and_no_photograph_is_made(desk):
    said = {"credit-0-licence": Licence.OWN}
    answer = desk.post(ADD, {**NO_CREDIT, **words(), **said, "upload": upload()})
    assert answer.status_code == 400
    assert "Name the photographer, the agency, or both." in answer.content.decode()
    assert not Photo.objects.exists()


@pytest.mark.parametrize("photographer", ["\u200b", "\x00", "\u202e \ufeff"])
def test_an_invisible_photographer_is_refused_in_words_and_the_caption_is_kept(desk, photographer):
    photo = make_photo(credit=None)
    credit = {"credit-0-photographer": photographer, "credit-0-licence": Licence.OWN}
    answer = desk.post(page(photo), said_on(photo, caption="Boats at dusk.", **credit))
    assert answer.status_code == 400
    assert "Name the photographer, the agency, or both." in answer.content.decode()
    assert "Boats at dusk." in answer.content.decode()
    assert not Credit.objects.exists()


def test_a_title_of_invisible_characters_is_refused_in_words(desk):
    photo = make_photo(title="Harbour")
    answer = desk.post(page(photo), said_on(photo, title="\u200b", caption="Boats at dusk."))
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()
    assert "Boats at dusk." in answer.content.decode()


@pytest.mark.parametrize("role", ["translator", "newsletter editor"])
def test_who_may_not_add_photographs_gets_no_form(client, role):
    client.force_login(make_user(role))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {**NO_CREDIT, **words(), "upload": upload()}).status_code == 403
    assert not Photo.objects.exists()


# --- changing


def test_words_are_changed(desk):
    photo = make_photo(title="Old")
    answer = desk.post(page(photo), said_on(photo, title="New", focal_x="0.25"))
    assert answer.status_code == 302
    photo.refresh_from_db()
    assert (photo.title, photo.focal_x) == ("New", 0.25)


def test_a_credit_is_added_later(desk):
    photo = make_photo(credit=None)
    said = {"credit-0-photographer": "Mona Iris", "credit-0-licence": Licence.OWN}
    assert desk.post(page(photo), said_on(photo, **said)).status_code == 302
    assert Photo.objects.with_credit().get().credit_line == "Mona Iris"


def test_a_credit_is_corrected(desk):
    photo = make_photo(credit="Mona Iris/Field Images")
    said = {"credit-0-photographer": "Mona Isis"}
    assert desk.post(page(photo), said_on(photo, **said)).status_code == 302
    assert Photo.objects.with_credit().get().credit_line == "Mona Isis/Field Images"
    history = desk.get(f"{LIST}{photo.pk}/history/").content.decode()
    assert "Changed Photographer for credit" in history


def test_saving_untouched_changes_nothing(desk):
    photo = make_photo()
    desk.post(page(photo), said_on(photo))
    assert Photo.objects.get().changed_at == photo.changed_at


def test_a_stale_form_shows_both_versions_and_loses_neither(desk):
    photo = make_photo(title="Old")
    stale = said_on(photo, title="Mine", caption="My words.")
    desk.post(page(photo), said_on(photo, title="Theirs"))
    answer = desk.post(page(photo), stale)
    content = answer.content.decode()
    assert answer.status_code == 409
    assert "changed by somebody else while this page stood open" in content
    assert "Title “Theirs”" in content
    assert 'value="Mine"' in content
    assert "My words." in content
    photo.refresh_from_db()
    assert photo.title == "Theirs"


def test_that_its_files_are_made_meanwhile_concerns_nobody_who_writes(desk):
    photo = make_photo(title="Old")
    opened = said_on(photo, title="Mine")
    finishing.finish_next()
    assert desk.post(page(photo), opened).status_code == 302
    photo.refresh_from_db()
    assert photo.title == "Mine"


def test_a_form_that_does_not_say_what_it_saw_counts_as_stale(desk):
    photo = make_photo(title="Old")
    said = said_on(photo, title="Mine")
    del said["seen"]
    answer = desk.post(page(photo), said)
    assert answer.status_code == 409
    assert "changed by somebody else" in answer.content.decode()


def test_after_seeing_both_versions_the_second_save_counts(desk):
    photo = make_photo(title="Old")
    stale = said_on(photo, title="Mine")
    desk.post(page(photo), said_on(photo, title="Theirs"))
    shown = desk.post(page(photo), stale)
    seen = shown.context["adminform"].form["seen"].value()
    assert desk.post(page(photo), stale | {"seen": seen}).status_code == 302
    photo.refresh_from_db()
    assert photo.title == "Mine"


def test_a_new_credit_makes_open_forms_stale(desk, pia):
    photo = make_photo(credit="Ana Luz")
    stale = said_on(photo, title="Mine")
    receiving.credit(photo, by=pia, photographer="Mona Iris", licence=Licence.OWN)
    assert "changed by somebody else" in desk.post(page(photo), stale).content.decode()


def test_a_forged_post_cannot_change_the_file_or_its_facts(desk):
    photo = make_photo()
    forged = {"upload": upload(), "content_hash": "0" * 64, "width": "1", "uploaded_by": ""}
    desk.post(page(photo), said_on(photo, title="New") | forged)
    fresh = Photo.objects.get()
    assert (fresh.content_hash, fresh.width, fresh.file.name) == (
        photo.content_hash, photo.width, photo.file.name,
    )  # fmt: skip


def test_a_photograph_cannot_be_copied_to_a_new_one(desk):
    photo = make_photo()
    desk.post(page(photo), said_on(photo) | {"_saveasnew": "1"})
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("role", ["translator", "newsletter editor"])
def test_who_may_only_look_sees_no_fields_and_changes_nothing(client, role):
    photo = make_photo(title="Old")
    client.force_login(make_user(role))
    content = client.get(page(photo)).content.decode()
    assert "Mona Iris" in content
    assert 'name="title"' not in content
    assert 'name="seen"' not in content
    assert client.post(page(photo), said_on(photo, title="New")).status_code == 403
    photo.refresh_from_db()
    assert photo.title == "Old"


def test_the_page_tells_where_a_photograph_is_used(desk):
    photo = make_photo()
    make_article(lead_photo=photo, headline="A harbour wakes")
    make_live(photos=[photo], headline="Boats leave at noon")
    content = desk.get(page(photo)).content.decode()
    assert "A harbour wakes" in content
    assert "Boats leave at noon" in content


def test_the_page_says_when_no_story_uses_it(desk):
    assert "No story yet." in desk.get(page(make_photo())).content.decode()


def test_words_of_a_photograph_are_escaped(desk):
    photo = make_photo(
        credit="<b>Mona</b>", title="<script>alert(1)</script>", alt='"><script>alert(2)</script>'
    )
    for address in (LIST, page(photo)):
        content = desk.get(address).content.decode()
        assert "<script>alert" not in content
        assert "<b>Mona</b>" not in content


def test_no_page_carries_style_or_handlers_of_its_own(desk):
    photo = make_photo()
    for address in (LIST, ADD, page(photo)):
        content = desk.get(address).content.decode()
        assert " style=" not in content
        assert " onclick=" not in content
