"""A story from a partner's page to ours and off it again, by the hands of four people.

Everything is done as people do it: pages opened, fields filled, buttons pressed.
"""

import re
from pathlib import Path

import pytest

from articles.models import Article, LiveArticle, State
from photos.models import Photo
from tests.browser.writing import CARET, SETTLED
from tests.factories import (
    image_bytes,
    make_agreement,
    make_author,
    make_newsletter,
    make_publication,
    make_section,
    make_user,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

ORIGINAL = Path(__file__).with_name("original.html")
HEADLINE = "The harbour that learned to be silent"
TRANSLATION = [
    "At five in the morning you used to hear the engines before you saw the sea. This Tuesday "
    "there is nothing: the ferry is asleep, tied to the grid by a cable as thick as a thigh.",
    "A silence of 40 decibels",
    "“I thought I had gone deaf,” says Odile Marchal, 71, who has lived above the basin since "
    "1983. The city measured 40 decibels less.",
    "The dockers had to learn to shout: without the rumble of the machines nobody knows any "
    "more when a crane starts to move.",
]


class Person:
    """Somebody at the desk, with a browser of their own."""

    def __init__(self, page, user=None):
        self.page, self.user = page, user

    def goes_to(self, address):
        return self.page.goto(address)

    def opens(self, headline):
        self.goes_to("/admin/")
        self.follows(self.page.get_by_role("link", name=headline).first)

    def presses(self, name):
        self.follows(self.page.get_by_role("button", name=name, exact=True).first)

    def chooses(self, move):
        """A move of the panel: a button where one press will do, else a link to its page."""
        found = self.page.locator("#panel .moves")
        link = found.get_by_role("link", name=re.compile(f"^{move}"))
        self.follows(link.or_(found.get_by_role("button", name=move)).first)

    def follows(self, locator):
        with self.page.expect_navigation():
            locator.click()

    def reads(self):
        return self.page.locator("body").inner_text()

    def writes_after(self, text, more):
        """Put the caret at the end of the paragraph with this text, and type. The key End knows
        only the line that was clicked."""
        paragraph = self.page.locator(".tiptap p", has_text=text).last
        paragraph.click()
        self.page.evaluate(SETTLED)
        paragraph.evaluate(CARET, "end")
        self.page.evaluate(SETTLED)
        self.page.keyboard.type(more)

    def troubles(self):
        """What went wrong in the browser; a page that refuses in words is not among it."""
        return [said for said in self.page.troubles if not re.search(r"status of 4(09|10)", said)]

    def saves(self):
        self.presses("Save")


@pytest.fixture
def people(open_page, log_in):
    def seat(role, username, name):
        first, last = name.split()
        user = make_user(role, username, first_name=first, last_name=last)
        page = open_page(viewport={"width": 1440, "height": 1000})
        log_in(page, user)
        return Person(page, user)

    return {
        "anna": seat("translator", "anna", "Anna Voss"),
        "ben": seat("editor", "ben", "Ben Roy"),
        "pia": seat("photo editor", "pia", "Pia Lind"),
        "max": seat("managing editor", "max", "Max Orte"),
        "reader": Person(open_page(viewport={"width": 390, "height": 844})),
    }


@pytest.fixture
def paper():
    publication = make_publication(name="Le Quai", slug="le-quai")
    make_agreement(publication)
    make_section("World", slug="world")
    make_author("Camille Ruel")
    make_author("Anna Voss")
    make_newsletter()
    return publication


def the_story():
    return Article.objects.get()


def test_a_story_goes_from_a_partners_page_to_readers_and_off_again(people, paper, tmp_path):
    anna, ben, pia, max_, reader = people.values()

    import_original(ben)
    commission(ben)
    claim_and_translate(anna)
    return_and_mend(ben, anna)
    file_and_edit(ben)
    add_uncredited_photograph(pia, tmp_path)
    publishing_is_refused(max_)
    credit(pia)
    publish(max_)
    address = read(reader)
    correct(ben, max_, reader, address)
    withdraw(max_, reader, address)

    for person in people.values():
        assert person.troubles() == [], person.user


def import_original(ben):
    ben.goes_to("/admin/sources/original/add/")
    ben.page.get_by_label("Partner paper").select_option(label="Le Quai")
    ben.page.get_by_label("File").set_input_files(ORIGINAL)
    ben.presses("Read it")
    assert ben.page.get_by_label("Headline").input_value() == "Le port qui apprit à se taire"
    assert "Abonnez-vous" not in ben.reads()
    ben.presses("Import this original")
    assert "Camille Ruel" in ben.reads()


def commission(ben):
    ben.follows(ben.page.get_by_role("link", name="Commission a story").first)
    ben.page.get_by_label("Working headline").fill(HEADLINE)
    ben.page.get_by_label("What we make of the original").select_option("full")
    ben.page.get_by_label("Section").select_option(label="World")
    ben.page.get_by_label("Editor").select_option(label="Ben Roy")
    ben.presses("Commission")
    assert the_story().state == State.COMMISSIONED


def claim_and_translate(anna):
    anna.goes_to("/admin/")
    anna.follows(anna.page.get_by_role("button", name="Claim"))
    assert the_story().translator == anna.user

    anna.opens(HEADLINE)
    anna.page.get_by_label("Standfirst").fill("Since ships plug in at the quay, night is back.")
    anna.page.get_by_label("Dateline").fill("MARSEILLE")
    anna.page.locator(".tiptap").click()
    for n, paragraph in enumerate(TRANSLATION):
        if n:
            anna.page.keyboard.press("Enter")
        anna.page.keyboard.type(paragraph)
    anna.page.get_by_role("button", name="Link the paragraphs in order").click()
    add_byline(anna, "Camille Ruel", "writer", "Marseille")
    add_byline(anna, "Anna Voss", "translator")
    anna.saves()
    anna.chooses("Hand in")
    assert the_story().state == State.EDITING


def add_byline(person, name, role, place=""):
    person.page.locator(".add-row a").click()
    row = person.page.locator("tr.dynamic-bylines").last
    row.locator(".select2-selection").click()
    person.page.locator("input.select2-search__field").fill(name)
    person.page.get_by_role("option", name=name).click()
    row.locator("select[name$=role]").select_option(role)
    row.locator("input[name$=place]").fill(place)


def return_and_mend(ben, anna):
    ben.opens(HEADLINE)
    ben.chooses("Return to translator")
    ben.page.locator("textarea[name=note]").fill("What exactly did the city measure?")
    ben.presses("Return to translator")
    assert the_story().state == State.TRANSLATING

    anna.opens(HEADLINE)
    assert "What exactly did the city measure?" in anna.reads()
    anna.writes_after("40 decibels less", " It measured at night.")
    anna.saves()
    anna.chooses("Hand in")
    assert "It measured at night." in the_story().body


def file_and_edit(ben):
    ben.opens(HEADLINE)
    ben.page.get_by_label("Kicker").fill("Ports")
    ben.page.get_by_label("Slug").fill("the-harbour-that-learned-to-be-silent")
    ben.page.get_by_label("Tags").fill("Ports, Noise")
    ben.saves()
    assert "You edited this text last; somebody else has to approve it." in ben.reads()
    assert the_story().kicker == "Ports"


def add_uncredited_photograph(pia, tmp_path):
    upload = tmp_path / "ferry.jpg"
    upload.write_bytes(image_bytes(900, 600))
    pia.goes_to("/admin/photos/photo/add/")
    pia.page.get_by_label("File").set_input_files(upload)
    pia.page.get_by_label("Title").fill("Ferry at the quay")
    pia.page.get_by_label("Alternative text").fill("A ferry lies at a quay before dawn.")
    pia.follows(pia.page.locator("[name=_save]"))
    assert Photo.objects.get().credit_line == ""

    pia.opens(HEADLINE)
    row = pia.page.locator(".field-lead_photo")
    row.locator(".select2-selection").click()
    pia.page.locator("input.select2-search__field").fill("Ferry")
    pia.page.get_by_role("option", name=re.compile("Ferry at the quay")).click()
    pia.page.get_by_label("Caption").first.fill("The ferry sleeps at its cable.")
    pia.saves()
    assert the_story().lead_photo == Photo.objects.get()


def publishing_is_refused(max_):
    max_.opens(HEADLINE)
    max_.chooses("Approve")
    assert the_story().state == State.READY
    max_.opens(HEADLINE)
    max_.chooses("Publish now")
    assert "has no credit" in max_.reads()
    max_.presses("Publish now")
    assert "has no credit" in max_.reads()
    assert the_story().state == State.READY
    assert not LiveArticle.objects.exists()


def credit(pia):
    pia.goes_to(f"/admin/photos/photo/{Photo.objects.get().pk}/change/")
    pia.page.get_by_role("textbox", name="Photographer").fill("Mona Iris")
    pia.page.get_by_role("combobox", name="Licence").select_option("own")
    pia.follows(pia.page.locator("[name=_save]"))
    assert Photo.objects.with_credit().get().credit_line == "Mona Iris"


def publish(max_):
    max_.opens(HEADLINE)
    max_.chooses("Publish now")
    max_.presses("Publish now")
    assert the_story().state == State.PUBLISHED


def read(reader):
    reader.goes_to("/")
    reader.follows(reader.page.get_by_role("link", name=HEADLINE).first)
    text = reader.reads()
    for words in (
        "Ports",
        "Camille Ruel",
        "in Marseille",
        "Anna Voss",
        "Le Quai",
        "MARSEILLE —",
        "It measured at night.",
        "The ferry sleeps at its cable.",
        "Mona Iris",
    ):
        assert words.lower() in text.lower()
    assert reader.page.context.cookies() == []
    return reader.page.url


def correct(ben, max_, reader, address):
    ben.goes_to(f"/admin/articles/article/{the_story().pk}/change/")
    ben.writes_after("It measured at night.", " It was a Monday.")
    ben.saves()
    reader.goes_to(address)
    assert "It was a Monday." not in reader.reads()

    max_.goes_to(f"/admin/articles/article/{the_story().pk}/change/")
    max_.chooses("Publish a correction")
    max_.page.get_by_label("Note to readers").fill("The measurement was made on a Monday.")
    max_.presses("Publish a correction")
    reader.goes_to(address)
    assert "It was a Monday." in reader.reads()
    assert "The measurement was made on a Monday." in reader.reads()


def withdraw(max_, reader, address):
    max_.goes_to(f"/admin/articles/article/{the_story().pk}/change/")
    max_.chooses("Withdraw")
    max_.page.locator("textarea[name=note]").fill("The paper asked for it.")
    max_.presses("Withdraw")
    assert the_story().state == State.WITHDRAWN

    assert reader.goes_to(address).status == 410
    assert "A silence of 40 decibels" not in reader.reads()
    reader.goes_to("/")
    assert HEADLINE not in reader.reads()
