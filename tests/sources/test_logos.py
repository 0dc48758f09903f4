"""A paper's logo: whatever is uploaded, readers get a small clean picture."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sources import logos
from sources.models import Publication
from tests.articles.pages import words
from tests.factories import make_user
from tests.photos.files import bomb_png, file_of, halves, swapped_profile, with_exif

pytestmark = pytest.mark.django_db

ADD = "/admin/sources/publication/add/"


def opened(data):
    return Image.open(io.BytesIO(data))


def test_a_large_logo_becomes_a_small_one_in_its_own_shape():
    image = opened(logos.render(file_of(halves(2400, 600), "PNG")))
    assert (image.format, image.size) == ("WEBP", (480, 120))


def test_a_small_one_stays_small():
    assert opened(logos.render(file_of(halves(60, 40), "PNG"))).size == (60, 40)


def test_what_was_transparent_stays_so():
    clear = Image.new("RGBA", (60, 40), (200, 0, 0, 0))
    assert opened(logos.render(file_of(clear, "PNG"))).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_nothing_that_the_file_said_comes_along(form):
    made = logos.render(with_exif(halves(), place=True, form=form))
    assert b"Secret" not in made
    assert not opened(made).getexif()


def test_nor_does_its_colour_profile():
    made = logos.render(file_of(halves(), "PNG", icc_profile=swapped_profile()))
    assert "icc_profile" not in opened(made).info


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Choose a PNG, WebP or JPEG file"),
        (b"", "damaged"),
        (file_of(halves(), "PNG")[:40], "damaged"),
        (file_of(halves(), "GIF"), "Choose a PNG"),
        (b"x" * (logos.MAX_BYTES + 1), "5 MB"),
    ],
    ids=["svg", "empty", "cut off", "gif", "heavy"],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(logos.Unusable, match=sentence):
        logos.render(data)


def test_a_bomb_is_refused_before_it_unpacks():
    with pytest.raises(logos.Unusable, match="20 million pixels"):
        logos.render(bomb_png(6_000, 6_000))


@pytest.fixture
def added(client):
    """Posts a new paper with this logo."""
    client.force_login(make_user("managing editor"))
    said = {
        "name": "Daftar", "slug": "daftar", "language": "ar", "country": "JO", "website": "",
        "description": "", "agreements-TOTAL_FORMS": "0", "agreements-INITIAL_FORMS": "0",
    }  # fmt: skip
    return lambda data: client.post(
        ADD, said | {"logo": SimpleUploadedFile("../x.svg.png", data, "image/png")}
    )


def test_the_desk_stores_only_what_was_made_of_it(added):
    assert added(file_of(halves(960, 288), "PNG") + b"<script>1</script>").status_code == 302
    paper = Publication.objects.get()
    assert paper.logo.name.startswith("logos/logo")
    with paper.logo.open() as file:
        data = file.read()
    assert b"<script>" not in data
    assert opened(data).size == (480, 144)


def test_a_refused_logo_is_said_beside_the_field_and_nothing_typed_is_lost(added):
    answer = added(b"<svg/>")
    assert "Choose a PNG, WebP or JPEG file." in words(answer)
    assert 'value="Daftar"' in answer.text
    assert not Publication.objects.exists()
