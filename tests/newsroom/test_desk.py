import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, State
from newsletters.models import Subscriber, Subscription
from sources import tipping
from syndication.models import Alert, Republisher
from tests.articles.pages import change, inline_code, move, tree, words
from tests.articles.stories import bring, commission
from tests.factories import make_live, make_newsletter, make_photo, make_tip, make_user
from tests.newsletters.issues import make_issue, make_sent, make_shown

pytestmark = pytest.mark.django_db

FIRST_SCREEN = "/admin/"


def first_screen(client, user):
    client.force_login(user)
    return client.get(FIRST_SCREEN)


def section(response, slug):
    return tree(response).get_element_by_id(f"queue-{slug}", None)


def beginnings(response):
    found = tree(response).find_class("beginnings")
    return [words(item) for item in found[0]] if found else []


# --- the frame


def test_the_name_of_the_paper_stands_over_the_desk(client, desk):
    response = first_screen(client, desk.ben)
    assert tree(response).get_element_by_id("site-name").text_content() == settings.SITE_NAME


def test_whose_desk_it_is_is_said(client, desk):
    assert words(tree(first_screen(client, desk.ben)).find(".//h1")) == "ben’s desk"


def test_a_stranger_is_asked_to_log_in(client):
    response = client.get(FIRST_SCREEN)
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_somebody_who_is_not_staff_does_not_come_in(client, desk):
    reader = make_user(username="reader")
    reader.is_staff = False
    reader.save()
    assert first_screen(client, reader).status_code == 302


def test_a_role_less_person_is_told_who_can_help(client, desk):
    response = first_screen(client, make_user())
    assert "You have no role on this desk yet" in words(response)


# --- queues


def test_an_empty_queue_says_so_in_a_sentence(client, desk):
    response = first_screen(client, desk.anna)
    assert "Every commissioned story has a translator." in words(section(response, "to-claim"))
    assert "Nothing has come back to you." in words(section(response, "returned"))


def test_a_row_says_what_where_from_how_far_when_and_who(client, desk):
    commission(desk, due_at=timezone.now() - datetime.timedelta(hours=2, minutes=5))
    article = Article.objects.get()
    workflow.assign(article, by=desk.ben, seen=1, translator=desk.anna)
    row = words(section(first_screen(client, desk.ben), "overdue"))
    paper = article.original.publication.name
    for part in ("A harbour wakes", "translating", "2 h late", f"{paper} · French", "anna"):
        assert part in row


def test_a_headline_leads_to_the_story(client, desk):
    article = bring(desk, State.EDITING)
    row = section(first_screen(client, desk.ben), "to-edit")
    assert change(article) in [link for _, _, link, _ in row.iterlinks()]


def test_the_note_of_a_return_stands_under_the_headline(client, desk):
    article = bring(desk, State.EDITING)
    workflow.return_to_translator(article, by=desk.ben, seen=article.version, note="The joke?")
    assert "“The joke?”" in words(section(first_screen(client, desk.anna), "returned"))


def test_hostile_words_in_a_note_and_a_headline_stay_words(client, desk):
    article = bring(desk, State.EDITING, text={"headline": "<img src=x onerror=alert(1)>"})
    workflow.return_to_translator(
        article, by=desk.ben, seen=article.version, note="<script>alert(1)</script>"
    )
    response = first_screen(client, desk.anna)
    assert inline_code(response) == []
    assert "<img src=x" not in response.content.decode()


def test_a_long_queue_links_to_all_of_it(client, desk):
    for _ in range(9):
        commission(desk)
    response = first_screen(client, desk.ben)
    assert "All 9" in words(section(response, "to-claim"))
    everything = client.get("/admin/articles/article/?queue=to-claim")
    assert len(tree(everything).xpath("//table[@id='result_list']/tbody/tr")) == 9


def test_a_story_is_claimed_right_there(client, desk):
    article = commission(desk)
    form = section(first_screen(client, desk.anna), "to-claim").find(".//form")
    assert form.get("method") == "post"
    assert form.get("action") == move(article, "claim")
    response = client.post(form.get("action"), dict(form.fields))
    assert response.url == change(article)
    article.refresh_from_db()
    assert (article.state, article.translator) == (State.TRANSLATING, desk.anna)


def test_the_claim_buttons_of_two_stories_have_different_names(client, desk):
    commission(desk, headline="One")
    commission(desk, headline="Two")
    buttons = section(first_screen(client, desk.anna), "to-claim").findall(".//button")
    assert {button.get("aria-label") for button in buttons} == {"Claim “One”", "Claim “Two”"}


def test_a_translator_reads_nothing_of_the_stories_of_others(client, desk):
    bring(desk, State.EDITING, text={"headline": "Not for omar"})
    assert "Not for omar" not in first_screen(client, desk.omar).content.decode()


# --- other desks


def test_a_photo_editor_finds_the_photographs_without_credit(client, desk):
    make_photo(credit=None, title="Salt hills")
    make_photo(title="Paid for")
    row = words(section(first_screen(client, desk.pia), "uncredited"))
    assert "Photographs without credit 1" in row
    assert "Salt hills" in row
    assert "Paid for" not in row


def test_a_photo_desk_with_all_credits_is_told_so(client, desk):
    make_photo()
    response = first_screen(client, desk.pia)
    assert "Every photograph names somebody." in words(section(response, "uncredited"))


def test_a_translator_is_not_asked_for_credits(client, desk):
    make_photo(credit=None)
    assert section(first_screen(client, desk.anna), "uncredited") is None


def test_a_newsletter_editor_finds_the_lists_and_who_confirmed(client, desk):
    daily = make_newsletter(name="Daily", due_hour=None)
    for n, state in enumerate(Subscription.State):
        subscriber = Subscriber.objects.create(email=f"r{n}@example.org")
        now = timezone.now()
        Subscription.objects.create(
            subscriber=subscriber,
            newsletter=daily,
            state=state,
            confirmed_at=now if state == "confirmed" else None,
            unsubscribed_at=now if state == "unsubscribed" else None,
        )
    row = words(section(first_screen(client, desk.nina), "newsletters"))
    assert "Daily 1 confirmed reader" in row
    assert "open for sign-up" in row


def test_an_editor_is_not_shown_the_lists(client, desk):
    assert section(first_screen(client, desk.ben), "newsletters") is None


def test_an_administrator_sees_every_queue(client, desk):
    response = first_screen(client, desk.adam)
    shown = [found.get("id") for found in tree(response).find_class("queue")]
    assert len(shown) == 15
    assert {
        "queue-uncredited",
        "queue-agreements",
        "queue-licences",
        "queue-newsletters",
        "queue-to-edit",
    } <= set(shown)


# --- tips


def test_those_who_decide_see_what_was_proposed_and_how_many_tips_are_open(client, desk):
    make_tip()
    tipping.propose(make_tip(headline="Le port"), by=desk.anna, note="Nobody has it")
    said = words(section(first_screen(client, desk.ben), "tips"))
    for part in ("Tips 2", "Le port", "“Nobody has it”", "All 2 open"):
        assert part in said


def test_where_nothing_was_proposed_the_tips_are_counted(client, desk):
    make_tip()
    said = words(section(first_screen(client, desk.ben), "tips"))
    assert "1 story from the papers’ feeds" in said


def test_translators_have_no_queue_of_tips(client, desk):
    make_tip()
    assert section(first_screen(client, desk.anna), "tips") is None


def test_the_newsletter_editor_finds_the_issue_in_hand(client, desk):
    make_issue(make_shown(), subject="Night is back")

    said = words(section(first_screen(client, desk.nina), "newsletters"))

    assert "Night is back" in said
    assert "draft" in said


def in_doubt(letters, **kwargs):
    """An issue that has left with so many letters uncertain."""
    issue, now = make_sent(**kwargs), timezone.now()
    for _ in range(letters):
        issue.deliveries.create(state="uncertain", attempts=1, submitted_at=now, finished_at=now)
    return issue


@pytest.mark.parametrize(
    ("letters", "said"), [(1, "1 letter uncertain"), (3, "3 letters uncertain")]
)
def test_the_newsletter_editor_finds_the_letters_of_which_nobody_knows(client, desk, letters, said):
    issue = in_doubt(letters, subject="Night is back")

    shown = section(first_screen(client, desk.nina), "newsletters")

    (link,) = shown.xpath(f".//a[normalize-space()='{said}']")
    assert link.get("href") == reverse("admin:newsletters_issue_uncertain", args=[issue.pk])
    assert "Night is back" in words(shown)


def test_an_issue_that_reached_everybody_is_not_in_the_queue(client, desk):
    in_doubt(0, subject="Night is back")

    shown = words(section(first_screen(client, desk.nina), "newsletters"))

    assert "Night is back" not in shown
    assert "uncertain" not in shown


# --- what can be begun

EDITORS_BEGIN = ("Import an original", "Commission a story", "Upload photographs")
READERS_SIDE = ("Arrange the fronts", "Most read")


@pytest.mark.parametrize(
    ("name", "begun"),
    [
        ("anna", ["Work by month"]),
        ("pia", ["Upload photographs", "Photographs used"]),
        ("nina", ["Begin an issue"]),
        ("ben", [*EDITORS_BEGIN, "Work by month", *READERS_SIDE, "Copy checks"]),
        (
            "max",
            [
                *EDITORS_BEGIN,
                "Work by month",
                "Photographs used",
                *READERS_SIDE,
                "Copy checks",
                "Begin an issue",
            ],
        ),
    ],
)
def test_each_role_is_offered_what_it_may_begin(client, desk, name, begun):
    assert beginnings(first_screen(client, getattr(desk, name))) == begun


# --- cost and safety


def wait_for_a_paper():
    """A mail to a paper that republishes us which its mail server refused."""
    to, _ = Republisher.objects.get_or_create(name="Harbour Post", email="post@paper.example")
    kind, error = Alert.Kind.WITHDRAWAL, "refused"
    Alert.objects.create(republisher=to, live=make_live(), kind=kind, last_error=error)


@pytest.mark.parametrize("name", ["anna", "ben", "pia", "nina", "adam"])
def test_the_first_screen_costs_the_same_at_one_and_at_thirty(
    client, desk, name, django_assert_num_queries
):
    costs = {"anna": 8, "ben": 20, "pia": 10, "nina": 11, "adam": 28}
    daily = make_newsletter()
    for number in (1, 29):
        for _ in range(number):
            commission(desk, due_at=timezone.now() - datetime.timedelta(hours=1))
            make_photo(credit=None)
            tipping.propose(make_tip(), by=desk.anna)
            in_doubt(2, newsletter=daily)
            wait_for_a_paper()
        client.force_login(getattr(desk, name))
        with django_assert_num_queries(costs[name]):
            client.get(FIRST_SCREEN)


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/password_change/"])
def test_the_policy_of_the_desk_allows_nothing_unsafe(client, desk, path):
    if path != "/admin/login/":
        client.force_login(desk.adam)
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert inline_code(response) == []


def test_the_editor_finds_its_style_element_with_the_nonce_of_this_answer(client, desk):
    response = first_screen(client, desk.ben)
    (style,) = tree(response).xpath("//style[@data-tiptap-style]")
    assert f"'nonce-{style.get('nonce')}'" in response.headers["Content-Security-Policy"]
    assert not (style.text or "").strip()


def test_the_log_in_page_has_a_heading_and_the_name_of_the_paper(client):
    response = client.get(reverse("admin:login"))
    assert words(tree(response).find(".//h1")) == "Log in to the desk"
    assert settings.SITE_NAME in response.content.decode()


def test_a_list_is_headed_by_what_is_in_it(client):
    client.force_login(make_user("newsletter editor"))

    page = client.get(reverse("admin:newsletters_issue_changelist")).content.decode()

    assert "<h1>Issues</h1>" in page
    assert "Select issue" not in page.split("<body", 1)[1]
