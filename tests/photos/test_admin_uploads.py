import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from photos import receiving
from photos.models import Photo
from tests.factories import make_photo, make_user
from tests.photos.files import file_address, file_of, halves, mosaic

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/photos/photo/upload/"
LIST = "/admin/photos/photo/"


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def desk(client, pia):
    client.force_login(pia)
    return client


def picture(name="harbour.jpg", seed=1, **options):
    return SimpleUploadedFile(name, file_of(mosaic(seed), **options), "image/jpeg")


def sent(client, *files):
    """By the script: one file, answered in JSON."""
    return client.post(UPLOAD, {"file": files}, headers={"Accept": "application/json"})


# --- one after another


def test_a_file_is_received_and_its_row_told(desk, pia):
    answer = sent(desk, picture("IMG 0815.jpg"))
    photo = Photo.objects.get()
    assert answer.status_code == 201
    assert answer.json()["uncredited"] == photo.pk
    assert (photo.title, photo.uploaded_by) == ("IMG 0815", pia)
    row = answer.json()["row"]
    assert f'<a href="{LIST}{photo.pk}/change/" dir="auto">IMG 0815</a>' in row
    assert file_address(photo, 480) in row


def test_a_received_file_is_written_to_the_log(desk):
    sent(desk, picture())
    assert "Added" in desk.get(f"{LIST}{Photo.objects.get().pk}/history/").text


def test_the_same_file_leads_to_the_one_that_is_here(desk):
    sent(desk, picture("first.jpg"))
    answer = sent(desk, picture("second.jpg"))
    photo = Photo.objects.get()
    assert answer.status_code == 409
    assert "second.jpg" in answer.json()["row"]
    assert "This file is already here as" in answer.json()["row"]
    assert f'href="{LIST}{photo.pk}/change/"' in answer.json()["row"]
    assert answer.json()["uncredited"] == photo.pk, "it can be credited with the others"


def test_the_same_file_that_is_credited_already_is_not_to_be_credited_again(desk, pia):
    sent(desk, picture())
    receiving.credit(Photo.objects.get(), by=pia, photographer="Mona Iris", licence="own")
    assert sent(desk, picture()).json()["uncredited"] is None


def test_a_nearly_identical_picture_is_received_and_the_other_shown(desk):
    sent(desk, picture("large.jpg"))
    smaller = mosaic(1).resize((300, 200))
    copy = SimpleUploadedFile("small.jpg", file_of(smaller, quality=40), "image/jpeg")
    answer = sent(desk, copy)
    assert answer.status_code == 201
    assert "Nearly the same is here already:" in answer.json()["row"]
    assert "> large</a>" in answer.json()["row"]
    assert Photo.objects.count() == 2


def test_another_picture_is_not_called_nearly_the_same(desk):
    sent(desk, picture(seed=1))
    assert "Nearly the same" not in sent(desk, picture(seed=2)).json()["row"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg onload=alert(1)></svg>", "Choose a JPEG, PNG, WebP or AVIF file."),
        (file_of(mosaic(3))[:900], "This picture is damaged"),
        (b"", "This file is empty."),
    ],
    ids=["svg", "truncated", "empty"],
)
def test_a_refused_file_is_answered_with_its_name_and_the_sentence(desk, data, sentence):
    answer = sent(desk, SimpleUploadedFile("odd.jpg", data, "image/jpeg"))
    assert answer.status_code == 400
    assert "odd.jpg" in answer.json()["row"]
    assert sentence in answer.json()["row"]
    assert answer.json()["uncredited"] is None
    assert not Photo.objects.exists()


@pytest.mark.parametrize("name", ["<script>x</script>.jpg", '"><img src=x onerror=y>.jpg'])
def test_a_hostile_name_stays_a_name(desk, name):
    row = sent(desk, picture(name)).json()["row"]
    assert "<script" not in row
    assert "<img src=x" not in row
    assert "<script>x" not in desk.get(LIST).text
    assert "<img src=x" not in desk.get(LIST).text


@pytest.mark.parametrize(("name", "title"), [("\u202e\u200b.jpg", "Received 20"), ("x" * 300, "x")])
def test_an_odd_name_makes_no_odd_title(desk, name, title):
    assert sent(desk, picture(name)).status_code == 201
    assert Photo.objects.get().title.startswith(title)


@pytest.mark.parametrize("number", [0, 2])
def test_a_script_sends_one_file_at_a_time(desk, number):
    files = [picture(f"{n}.jpg", seed=n) for n in range(number)]
    answer = sent(desk, *files)
    assert answer.status_code == 400
    assert answer.json()["error"] == "Send one file at a time."


def test_receiving_a_file_costs_the_same_however_many_are_here(desk, django_assert_num_queries):
    sent(desk, picture(seed=0))  # the first looks content types up
    with django_assert_num_queries(13):
        assert sent(desk, picture(seed=1)).status_code == 201
    for _ in range(3):
        make_photo()
    with django_assert_num_queries(13):
        assert sent(desk, picture(seed=2)).status_code == 201


# --- together, without a script


def test_a_plain_form_sends_many_and_each_is_answered(desk):
    sent(desk, picture("here.jpg", seed=1))
    bad = SimpleUploadedFile("bad.jpg", b"x", "image/jpeg")
    files = [picture("new.jpg", seed=2), picture("here too.jpg", seed=1), bad]
    answer = desk.post(UPLOAD, {"file": files})
    assert answer.status_code == 200
    assert "1 of 3 received" in answer.text
    for name in ("new.jpg", "here too.jpg", "bad.jpg"):
        assert f'<p class="upload-name" dir="auto">{name}</p>' in answer.text
    assert Photo.objects.count() == 2


def test_what_came_in_is_led_to_its_credit(desk):
    answer = desk.post(UPLOAD, {"file": [picture(seed=1), picture(seed=2)]})
    numbers = [photo.pk for photo in Photo.objects.order_by("pk")]
    address = f"{LIST}credit/?id={numbers[0]}&amp;id={numbers[1]}&amp;"
    assert f'href="{address}"' in answer.text


def test_where_every_file_is_refused_the_answer_is_an_error(desk):
    answer = desk.post(UPLOAD, {"file": [SimpleUploadedFile("bad.jpg", b"x", "image/jpeg")]})
    assert answer.status_code == 400
    assert "0 of 1 received" in answer.text
    assert 'id="uploads-next" hidden' in answer.text


def test_without_a_file_one_is_asked_for(desk):
    answer = desk.post(UPLOAD)
    assert answer.status_code == 400
    assert "Choose one file or several first." in answer.text


def test_the_page_says_what_may_be_sent(desk):
    page = desk.get(UPLOAD).text
    assert 'name="file" id="upload-files" multiple required' in page
    assert (
        "40 MB each at most and 200 pixels at least on the shorter side, up to 100 at once" in page
    )
    assert " style=" not in page


# --- who may


@pytest.mark.parametrize("role", ["translator", "newsletter editor"])
def test_who_may_not_add_photographs_uploads_none(client, role):
    client.force_login(make_user(role))
    assert client.get(UPLOAD).status_code == 403
    assert sent(client, picture()).status_code == 403
    assert 'id="upload-form"' not in client.get(LIST).text
    assert not Photo.objects.exists()


def test_other_methods_are_refused(desk):
    assert desk.put(UPLOAD).status_code == 405


def test_the_right_is_checked_in_the_verb_too():
    tom = make_user("translator", "tom")
    with pytest.raises(receiving.NotAllowed):
        receiving.receive(file_of(halves()), by=tom, name="x.jpg")
