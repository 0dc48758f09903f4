"""A reader of another edition is written to in its words, and led to its pages."""

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse

from articles import editions
from newsletters import claiming, composing
from newsletters.envelopes import Envelopes
from newsletters.models import Subscription
from tests.articles.reading import page
from tests.factories import make_newsletter
from tests.newsletters.issues import make_sent, make_shown
from tests.newsletters.mailing import leaving
from tests.newsletters.readers import reader, sign_up, text, work

pytestmark = pytest.mark.django_db
FRENCH = {"name": "La Traversée", "slug": "traversee", "language": "fr", "position": 2}


@pytest.fixture(autouse=True)
def two(settings):
    settings.EDITIONS = ["en", "fr"]


def sign_up_in_french(**data):
    with editions.speaking("fr"):
        address = reverse("newsletter")
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = reader().post(address, {"email": "ada@example.org", **data})
    work()
    return answer


def test_the_short_form_of_an_edition_means_a_list_of_that_edition(daily):
    traversee = make_newsletter(**FRENCH)
    sign_up_in_french()
    assert Subscription.objects.get().newsletter == traversee


def test_in_the_first_edition_it_means_the_first_list(daily):
    make_newsletter(**FRENCH | {"position": 0})
    sign_up()
    assert Subscription.objects.get().newsletter == daily


def test_a_list_in_another_language_can_be_chosen_all_the_same(daily):
    make_newsletter(**FRENCH)
    sign_up_in_french(newsletter="morning")
    assert Subscription.objects.get().newsletter == daily


def test_of_each_list_it_is_said_in_which_language_it_speaks(daily):
    make_newsletter(**FRENCH)
    with editions.speaking("fr"):
        shown = page(reader().get(reverse("newsletter")))
    names = shown.xpath("//label/strong")
    assert {name.text: name.get("lang") for name in names} == {
        "La Traversée": "fr",
        daily.name: "en",
    }
    assert {words.get("lang") for words in shown.xpath("//label/*")} == {"en", "fr"}


def test_the_letter_that_asks_speaks_as_the_form_did(daily):
    sign_up_in_french()
    (message,) = mail.outbox
    assert message.subject == "Merci de confirmer\u00a0: The Morning Crossing"
    assert "http://testserver/fr/newsletter/confirm/" in message.body
    assert 'lang="fr"' in message.alternatives[0].content
    assert message.body.strip().endswith("http://testserver/fr")


def test_in_the_first_edition_it_speaks_as_that(daily):
    sign_up()
    (message,) = mail.outbox
    assert message.subject == "Please confirm: The Morning Crossing"
    assert "http://testserver/newsletter/confirm/" in message.body


def test_a_letter_leads_its_reader_to_pages_in_its_language():
    issue = leaving(make_newsletter(**FRENCH), readers=["ada@example.org"])
    (letter,) = claiming.claim().letters
    message = Envelopes(issue).message(letter).decode()
    assert "List-Unsubscribe: <http://testserver/fr/newsletter/unsubscribe/" in message


def test_an_issue_has_one_address_whoever_names_it():
    issue = make_sent(make_shown(), newsletter=make_newsletter(**FRENCH))
    for edition in ("en", "fr"):
        with editions.speaking(edition):
            assert composing.url(issue) == "http://testserver/fr/newsletter/traversee/1/"
    page = text(reader().get("/newsletter/traversee/1/"))
    canonical = '<link rel="canonical" href="http://testserver/fr/newsletter/traversee/1/">'
    assert canonical in page
