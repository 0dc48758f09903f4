"""Two people at one story: what each of them did is kept, and nothing is undone unseen."""

import datetime

import pytest
from django.utils import timezone

from articles import revising
from articles.models import Article, Byline, Revision, State
from tests.articles.pages import change, fields, filled, tree, words
from tests.articles.stories import BODY, bring
from tests.factories import make_author, make_photo, make_section

pytestmark = pytest.mark.django_db


class Meeting:
    """Ben has the story open while Carla stores `theirs`; then he saves `his`."""

    def __init__(self, client, desk, article):
        self.client, self.desk, self.article = client, desk, article
        client.force_login(desk.ben)
        self.page = client.get(change(article))

    def carla_stores(self, **theirs):
        self.stored = revising.save_text(
            self.article, by=self.desk.carla, seen=self.article.version, changes=theirs
        )
        return self

    def ben_saves(self, **his):
        self.answer = self.client.post(change(self.article), filled(self.page, **his))
        assert self.answer.status_code == 409
        return self

    def told(self):
        return words(tree(self.answer).find_class("conflict")[0])

    def ben_insists(self):
        over = tree(self.answer).xpath("//button[@name='version']")[0].get("value")
        data = filled(self.answer) | {"version": over}
        assert self.client.post(change(self.article), data).status_code == 302
        return Article.objects.get(pk=self.article.pk)


@pytest.fixture
def article(desk):
    return bring(desk, State.EDITING)


@pytest.fixture
def meeting(client, desk, article):
    return Meeting(client, desk, article)


def test_changes_to_different_fields_both_survive(meeting):
    meeting.carla_stores(kicker="Carla's kicker", slug="carlas-slug")
    meeting.ben_saves(headline="Ben's headline")
    stored = meeting.ben_insists()
    assert (stored.kicker, stored.slug) == ("Carla's kicker", "carlas-slug")
    assert stored.headline == "Ben's headline"


def test_the_form_shows_mine_where_i_typed_and_theirs_where_i_did_not(meeting):
    meeting.carla_stores(kicker="Carla's", standfirst="Carla's", dateline="PARIS")
    meeting.ben_saves(kicker="Ben's")
    shown = fields(meeting.answer)
    assert (shown["kicker"], shown["standfirst"], shown["dateline"]) == (
        "Ben's", "Carla's", "PARIS",
    )  # fmt: skip


def test_only_what_i_typed_is_shown_as_differing(meeting):
    meeting.carla_stores(kicker="Carla's", standfirst="Carla's")
    meeting.ben_saves(kicker="Ben's")
    labels = [
        words(heading) for heading in tree(meeting.answer).find_class("conflict")[0].iter("h2")
    ]
    assert labels == ["Kicker"]


def test_both_typing_into_one_field_is_mine_until_i_take_theirs_over(meeting):
    meeting.carla_stores(body=BODY.replace("Two", "Three"))
    meeting.ben_saves(body=BODY.replace("Two", "Nine"))
    assert "Three" in meeting.told()
    stored = meeting.ben_insists()
    assert "Nine" in stored.body
    assert "Three" in Revision.objects.get(number=meeting.stored.version).data["body"]


def test_every_kind_of_filing_that_i_did_not_touch_is_taken_over(meeting, desk):
    section, photo = make_section(), make_photo()
    due = timezone.now().replace(microsecond=0) + datetime.timedelta(days=3)
    meeting.carla_stores(
        section=section, lead_photo=photo, editor=desk.carla, use="abridged", tags=["Salt", "Sea"],
        due_at=due, brief="One.\nTwo.",
    )  # fmt: skip
    meeting.ben_saves(kicker="Ben's")
    assert "You also filed differently" not in meeting.told()
    stored = meeting.ben_insists()
    assert (stored.section, stored.lead_photo, stored.editor) == (section, photo, desk.carla)
    assert (stored.use, stored.brief) == ("abridged", "One.\nTwo.")
    assert sorted(stored.tags.names()) == ["Salt", "Sea"]
    assert stored.due_at.replace(second=0) == due.replace(second=0)


def test_emptied_filing_is_taken_over_as_well(client, desk):
    filing = {"lead_photo": make_photo(), "editor": desk.ben, "brief": "x"}
    meeting = Meeting(client, desk, bring(desk, State.READY, filing=filing))
    meeting.carla_stores(lead_photo=None, editor=None, brief="", tags=[])
    stored = meeting.ben_saves(kicker="Ben's").ben_insists()
    assert (stored.lead_photo, stored.editor, stored.brief) == (None, None, "")
    assert not stored.tags.exists()


def test_what_both_filed_is_named_and_mine_stands(meeting):
    mine, theirs = make_section("Mine"), make_section("Theirs")
    meeting.carla_stores(section=theirs, tags=["Salt"])
    meeting.ben_saves(section=mine.pk, tags="Sea")
    assert "You also filed differently: Section, Tags." in meeting.told()
    stored = meeting.ben_insists()
    assert stored.section == mine
    assert list(stored.tags.names()) == ["Sea"]


def test_lines_of_several_are_not_taken_for_a_change_because_of_their_ends(client, desk):
    article = bring(desk, State.EDITING, text={"standfirst": "One.\nTwo."})
    meeting = Meeting(client, desk, article).carla_stores(standfirst="Carla's.")
    meeting.ben_saves(standfirst="One.\r\nTwo.", kicker="Ben's")
    assert fields(meeting.answer)["standfirst"] == "Carla's."


def test_bylines_that_i_did_not_touch_are_taken_over(meeting):
    meeting.carla_stores(bylines=[(make_author("Cy"), "writer", "Rome")])
    meeting.ben_saves(kicker="Ben's")
    assert "Your bylines" not in meeting.told()
    stored = meeting.ben_insists()
    assert [(b.author.name, b.place) for b in stored.bylines.all()] == [("Cy", "Rome")]


def test_bylines_that_i_changed_are_mine_even_if_theirs_replaced_the_rows(meeting, article):
    first = fields(meeting.page)["bylines-0-author"]
    meeting.carla_stores(bylines=[(make_author("Cy"), "writer", "Rome")])
    assert not Byline.objects.filter(article=article, author=first).exists()
    meeting.ben_saves(**{"bylines-0-place": "Brest"})
    assert "Your bylines stand in the form." in meeting.told()
    stored = meeting.ben_insists()
    places = [(str(byline.author_id), byline.place) for byline in stored.bylines.all()]
    assert places[0] == (first, "Brest")


def test_what_is_left_out_is_mine_where_i_said_so_and_else_theirs(client, desk):
    article = bring(desk, State.EDITING)
    for his, expected in (({}, {"b1": "Carla"}), ({"cuts": '{"b2": "Ben"}'}, {"b2": "Ben"})):
        meeting = Meeting(client, desk, Article.objects.get(pk=article.pk))
        meeting.carla_stores(cut_blocks={"b1": "Carla"}, kicker=f"{his}")
        meeting.ben_saves(headline=f"Ben's {his}", **his)
        article = meeting.ben_insists()
        assert article.cut_blocks == expected
        article = revising.save_text(
            article, by=desk.carla, seen=article.version, changes={"cut_blocks": {}}
        )


def test_where_the_opened_version_is_no_longer_kept_all_that_was_sent_is_mine(meeting, article):
    Revision.objects.filter(article=article, number=article.version).delete()
    meeting.carla_stores(kicker="Carla's", brief="Carla's")
    meeting.ben_saves(headline="Ben's")
    assert fields(meeting.answer)["kicker"] == "Ports"
    assert "You also filed differently: Brief." in meeting.told()


def test_a_conflict_where_nothing_of_mine_differs_says_so(meeting):
    meeting.carla_stores(kicker="The same")
    meeting.ben_saves(kicker="The same")
    assert "The words of both texts are the same." in meeting.told()


def test_the_photo_desk_meets_an_editor_and_both_keep_their_work(client, desk, article):
    client.force_login(desk.pia)
    page = client.get(change(article))
    revising.save_text(article, by=desk.ben, seen=article.version, changes={"headline": "Ben's"})
    photo = make_photo()
    answer = client.post(change(article), filled(page, lead_photo=photo.pk))
    assert answer.status_code == 409
    over = tree(answer).xpath("//button[@name='version']")[0].get("value")
    client.post(change(article), filled(answer) | {"version": over})
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.lead_photo) == ("Ben's", photo)
    assert stored.bylines.count() == 2


def test_what_was_typed_as_left_out_survives_a_refused_form(client, desk, article):
    client.force_login(desk.ben)
    page = client.get(change(article))
    answer = client.post(change(article), filled(page, headline="", cuts='{"b2":"An aside"}'))
    assert answer.status_code == 400
    assert filled(answer)["cuts"] == '{"b2":"An aside"}'
