"""The desk's forms for what each edition says of authors, papers and photographs."""

import lxml.html
import pytest

from authors.models import Author
from photos.models import Photo
from sources.models import Publication
from tests.factories import make_article, make_author, make_photo, make_publication, make_user
from tests.photos.test_admin import said_on
from tests.seals import seal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editions(settings):
    settings.EDITIONS = ["en", "fr"]


@pytest.fixture
def root(client):
    client.force_login(make_user(is_superuser=True))
    return client


def address(thing):
    return f"/admin/{thing._meta.app_label}/{thing._meta.model_name}/{thing.pk}/change/"


def field(client, thing, name):
    return lxml.html.fromstring(client.get(address(thing)).text).xpath(f"//*[@name='{name}']")


AUTHOR = {"name": "Ada Ember", "bio": "Writes."}
PAPER = {"name": "Le Quai", "language": "fr", "country": "FR", "description": "A daily."}
INLINE = {"agreements-TOTAL_FORMS": "0", "agreements-INITIAL_FORMS": "0"}


@pytest.mark.parametrize(
    ("make", "key", "said"),
    [
        (make_author, "bio_fr", AUTHOR),
        (make_publication, "description_fr", PAPER | INLINE),
    ],
)
def test_what_a_further_edition_says_is_stored_and_shown_again(root, make, key, said):
    thing = make()
    name = key.removesuffix("_fr")
    answer = root.post(address(thing), {**said, "seen": seal(thing), key: " En\u200b français. "})
    assert answer.status_code == 302
    thing.refresh_from_db()
    assert thing.in_editions == {"fr": {name: "En français."}}
    [shown] = field(root, thing, key)
    assert (shown.text.strip(), shown.get("lang")) == ("En français.", "fr")
    root.post(address(thing), {**said, "seen": seal(thing), key: ""})
    thing.refresh_from_db()
    assert thing.in_editions == {}


def test_words_of_a_photograph_in_a_further_edition_go_through_its_verb(root):
    photo = make_photo(alt="A harbour")
    words = {"alt_fr": "Un port", "caption_fr": "À l’aube."}
    assert root.post(address(photo), said_on(photo, **words)).status_code == 302
    stored = Photo.objects.get()
    assert stored.in_editions == {"fr": {"alt": "Un port", "caption": "À l’aube."}}
    assert stored.changed_at > photo.changed_at
    assert field(root, stored, "alt_fr")[0].text.strip() == "Un port"


def test_a_stale_form_keeps_what_was_typed_for_a_further_edition(root):
    photo = make_photo()
    said = said_on(photo, alt_fr="Un port") | {"seen": "2020-01-01T00:00:00+00:00"}
    answer = root.post(address(photo), said)
    assert answer.status_code == 409
    assert "Un port" in answer.text
    assert Photo.objects.get().in_editions == {}


@pytest.mark.parametrize("make", [make_author, make_publication, make_photo])
def test_words_that_somebody_stored_meanwhile_are_not_lost_by_a_form_that_stood_open(root, make):
    thing = make()
    before = seal(thing)
    theirs = {"fr": {"alt": "De quelqu’un d’autre"}}
    type(thing).objects.update(in_editions=theirs)
    said = {**AUTHOR, **PAPER, **INLINE, "seen": before}
    said = said_on(thing, seen=before) if make is make_photo else said
    assert root.post(address(thing), said).status_code == 409
    thing.refresh_from_db()
    assert thing.in_editions == theirs


def test_too_long_an_alternative_text_is_refused_beside_its_field(root):
    photo = make_photo()
    answer = root.post(address(photo), said_on(photo, alt_fr="x" * 301))
    assert answer.status_code == 400
    assert "at most 300" in answer.text


def test_words_of_an_edition_that_is_none_at_present_stay(root):
    author = make_author(in_editions={"de": {"bio": "Schreibt."}})
    root.post(address(author), {**AUTHOR, "seen": seal(author), "bio_fr": "Écrit."})
    assert Author.objects.get().in_editions == {
        "de": {"bio": "Schreibt."}, "fr": {"bio": "Écrit."},
    }  # fmt: skip


@pytest.mark.parametrize("make", [make_author, make_publication, make_photo])
def test_with_one_edition_there_is_nothing_more_to_fill_in(root, settings, make):
    settings.EDITIONS = ["en"]
    page = root.get(address(make())).text
    assert '_fr"' not in page
    assert "in French" not in page


def test_who_may_only_look_is_not_asked(client):
    client.force_login(make_user("translator"))
    photo = make_photo(in_editions={"fr": {"alt": "Un port"}})
    assert client.get(address(photo)).status_code == 200


@pytest.mark.parametrize(("language", "caption"), [("fr", "À l’aube."), ("en", "At dawn.")])
def test_the_picker_proposes_the_caption_in_the_language_of_the_story(root, language, caption):
    make_photo(caption="At dawn.", in_editions={"fr": {"caption": "À l’aube."}})
    story = make_article(language=language)
    [found] = root.get("/admin/photos/photo/pick/", {"story": story.pk}).json()["results"]
    assert found["caption"] == caption


def test_a_new_author_is_introduced_in_both(root):
    said = {**AUTHOR, "slug": "ada", "bio_fr": "Écrit."}
    assert root.post("/admin/authors/author/add/", said).status_code == 302
    assert Author.objects.get().in_editions == {"fr": {"bio": "Écrit."}}
    assert not Publication.objects.exists()
