"""The library as a photo desk uses it: thirty pictures from the camera to the readers."""

import re
from types import SimpleNamespace

import feedparser
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from playwright.sync_api import expect

from articles import publishing, workflow
from articles.models import State
from newsletters import composing
from photos import finishing, metadata, receiving
from photos.models import Credit, Photo
from tests.articles.pages import change
from tests.articles.stories import bring, file_story, fresh
from tests.browser.test_accessibility import faults
from tests.browser.writing import Writing
from tests.chromium import width
from tests.factories import make_photo, make_user
from tests.newsletters.issues import make_sent
from tests.photos.files import file_of, mosaic

pytestmark = pytest.mark.browser

LIBRARY = "/admin/photos/photo/"
MANY = 30


@pytest.fixture
def desk(live_server, django_db_serialized_rollback):
    return SimpleNamespace(
        anna=make_user("translator", "anna"),
        ben=make_user("editor", "ben"),
        carla=make_user("editor", "carla"),
    )


def pictures():
    return [
        {
            "name": f"pier {number:02}.jpg",
            "mimeType": "image/jpeg",
            "buffer": file_of(mosaic(number, 300, 200)),
        }
        for number in range(MANY)
    ]


def work():
    """What the worker does in the minute after a change."""
    while finishing.finish_next():
        pass
    publishing.rerender_changed()


def names(text):
    return set(re.findall(r"\w+ Iris", text))


def credits_before_readers(story, issue):
    """Of the one photograph that leads the story and stands in its text: whom each place names.
    `issue`: one that has left, with the story in it."""
    live = fresh(story).live
    page = Client().get(live.get_absolute_url()).text
    [entry] = feedparser.parse(Client().get("/feed/").content).entries
    letter = composing.freeze(issue)
    archived = Client().get(composing.url(issue)).text
    with default_storage.open(_path_of(live.picture["social"]["src"])) as file:
        shared = metadata.read(file.read())
    return {
        "page": names(page),
        "JSON-LD": names(str(live.json_ld)),
        "card": {live.picture["credit"]},
        "share image": set(shared.creators),
        "feed": {told["content"] for told in entry.media_credit},
        "text in the feed": names("".join(each.value for each in entry.content)),
        "letter": names(letter.html),
        "letter in plain text": names(letter.text),
        "page of the issue": names(archived),
    }


def places_that_name_another(story, issue, name):
    found = credits_before_readers(story, issue)
    return {place: named for place, named in found.items() if named != {name}}


def _path_of(address):
    return address.removeprefix(default_storage.url(""))


def test_thirty_pictures_go_from_the_camera_to_the_readers(page, log_in, desk):
    log_in(page, desk.ben)
    story = bring(desk, State.EDITING)

    page.goto(LIBRARY)
    page.set_input_files("#upload-files", pictures())
    expect(page.locator("#uploads-title")).to_have_text("30 received")
    expect(page.get_by_role("link", name="Credit these 30")).to_be_focused()
    page.keyboard.press("Enter")

    page.get_by_label("Photographer:", exact=True).fill("Mona Iris")
    expect(page.locator("#crediting-line")).to_have_text("30 as “Mona Iris”")
    page.get_by_label("Licence:", exact=True).select_option("own")
    page.get_by_role("button", name="Credit 30 photographs").click()
    expect(page.get_by_text("30 photographs are credited.")).to_be_visible()
    assert Photo.objects.filter(credit__photographer="Mona Iris").count() == MANY

    text = Writing(page, address=change(story))
    text.caret("Two cranes move.", "end").press("Control+Alt+p")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    page.keyboard.type("pier 07")
    page.keyboard.press("Enter")
    expect(page.locator(".tiptap figure")).to_contain_text("Mona Iris")
    text.press("Control+s")
    expect(page.locator("#save-status")).to_have_text(re.compile("^Saved"))
    assert page.troubles == []

    photo = Photo.objects.get(title="pier 07")
    said = {"alt": "A pier"}
    receiving.describe(photo, by=desk.ben, seen=photo.changed_at, changes=said)
    filed = file_story(desk, fresh(story), lead_photo=photo)
    workflow.approve(filed, by=desk.carla, seen=filed.version)
    publishing.publish(fresh(story), by=desk.carla, seen=fresh(story).version)
    work()
    issue = make_sent(fresh(story).live)
    assert not places_that_name_another(story, issue, "Mona Iris")

    page.goto(f"{LIBRARY}credit/?id={photo.pk}")
    page.get_by_label("Photographer:", exact=True).fill("Lena Iris")
    page.get_by_label("Licence:", exact=True).select_option("own")
    page.get_by_role("button", name="Credit one photograph").click()
    expect(page.get_by_text("One photograph is credited.")).to_be_visible()
    work()
    assert not places_that_name_another(story, issue, "Lena Iris")


def test_the_grid_is_walked_and_chosen_from_by_keys_alone(page, log_in, desk):
    made = [make_photo(title=f"Photo {number}", credit=None) for number in range(3)]
    Photo.objects.update(file_says={"creators": ["Mona Iris"]})
    log_in(page, desk.ben)
    page.goto(LIBRARY)
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#photo-{made[2].pk} .print-link")).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#chosen-count")).to_have_text("2 chosen")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    expect(page.locator("#chosen-count")).to_have_text("3 chosen")
    page.keyboard.press("x")
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="Credit 2 photographs")).to_be_visible()
    page.get_by_label("Each as its own file says").check()
    expect(page.locator("#crediting-line")).to_have_text("2 as their files say")
    assert page.troubles == []


def test_the_lead_photograph_of_a_story_is_chosen_in_the_library(page, log_in, desk):
    make_photo(title="Harbour")
    wanted = make_photo(title="Market", place="Bergen")
    Credit.objects.filter(photo=wanted).update(valid_until="2020-01-31")
    story = bring(desk, State.EDITING)
    log_in(page, desk.ben)
    page.goto(change(story))
    page.get_by_role("button", name="Choose in the library").click()
    page.keyboard.type("bergen")
    option = page.get_by_role("dialog").get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("The licence of “Market” ended on 31 January 2020.")
    page.keyboard.press("Enter")
    expect(page.locator("#select2-id_lead_photo-container")).to_contain_text("Market")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version")).to_be_visible()
    assert fresh(story).lead_photo == wanted
    assert page.troubles == []


def test_the_pages_of_the_library_have_no_serious_fault(open_page, log_in, desk):
    page = open_page(viewport={"width": 390, "height": 900}, color_scheme="dark")
    log_in(page, desk.ben)
    photo = make_photo(credit=None)
    credit = f"{LIBRARY}credit/?id={photo.pk}"
    found = [faults(page, address) for address in (LIBRARY, f"{LIBRARY}upload/", credit)]
    assert found == [[], [], []]
    assert width(page) <= 390
