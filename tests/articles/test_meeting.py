"""Two people at one story: what each of them did is kept, and nothing is undone unseen."""

import datetime
import json

import pytest
from django.utils import timezone

from articles import revising, workflow
from articles.meeting import told
from articles.models import Article, Revision, State
from articles.moves import TEXT
from tests.articles.pages import change, fields, filled, tree, words
from tests.articles.stories import BODY, bring, file_story
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
        """The story where it can be stored at once; else None, and he is asked."""
        self.answer = self.client.post(change(self.article), filled(self.page, **his))
        return self.outcome()

    def ben_chooses(self, **choices):
        form = tree(self.answer).get_element_by_id("meeting-form")
        taken = {f"take-{key.replace('_', '-')}": side for key, side in choices.items()}
        sent = {name: value for name, value in form.fields.items() if value is not None}
        self.answer = self.client.post(change(self.article), sent | taken)
        return self.outcome()

    def outcome(self):
        if self.answer.status_code == 302:
            return Article.objects.get(pk=self.article.pk)
        assert self.answer.status_code == 409
        return None

    def asked(self):
        return [legend.text.strip() for legend in tree(self.answer).iter("legend")]

    def told(self):
        if self.answer.status_code == 302:
            return words(tree(self.client.get(self.answer.url)).find_class("messagelist")[0])
        return words(tree(self.answer).find_class("meeting")[0])


@pytest.fixture
def article(desk):
    return bring(desk, State.EDITING)


@pytest.fixture
def meeting(client, desk, article):
    return Meeting(client, desk, article)


# --- what comes together by itself


def test_changes_to_different_fields_are_both_stored_at_once_and_told(meeting):
    meeting.carla_stores(kicker="Carla's kicker", slug="carlas-slug")
    stored = meeting.ben_saves(headline="Ben's headline")
    assert (stored.kicker, stored.slug) == ("Carla's kicker", "carlas-slug")
    assert stored.headline == "Ben's headline"
    assert "Carla changed the kicker meanwhile; both are kept." in meeting.told()


def test_changes_to_different_paragraphs_are_both_stored_at_once(meeting):
    meeting.carla_stores(body=BODY.replace("Two", "Three"))
    stored = meeting.ben_saves(body=BODY.replace("One", "Every"))
    assert stored.body == BODY.replace("Two", "Three").replace("One", "Every")
    assert "Carla changed the 2nd paragraph meanwhile" in meeting.told()


def test_every_kind_of_filing_that_i_did_not_touch_is_taken_over(meeting, desk):
    section, photo = make_section(), make_photo()
    due = timezone.now().replace(microsecond=0) + datetime.timedelta(days=3)
    meeting.carla_stores(
        section=section, lead_photo=photo, editor=desk.carla, use="abridged", tags=["Salt", "Sea"],
        due_at=due, brief="One.\nTwo.",
    )  # fmt: skip
    stored = meeting.ben_saves(kicker="Ben's")
    assert (stored.section, stored.lead_photo, stored.editor) == (section, photo, desk.carla)
    assert (stored.use, stored.brief) == ("abridged", "One.\nTwo.")
    assert sorted(stored.tags.names()) == ["Salt", "Sea"]
    assert stored.due_at.replace(second=0) == due.replace(second=0)


def test_emptied_filing_is_taken_over_as_well(client, desk):
    filing = {"lead_photo": make_photo(), "editor": desk.ben, "brief": "x"}
    meeting = Meeting(client, desk, bring(desk, State.EDITING, filing=filing))
    meeting.carla_stores(lead_photo=None, editor=None, brief="", tags=[])
    stored = meeting.ben_saves(kicker="Ben's")
    assert (stored.lead_photo, stored.editor, stored.brief) == (None, None, "")
    assert not stored.tags.exists()


def test_lines_of_several_are_not_taken_for_a_change_because_of_their_ends(client, desk):
    article = bring(desk, State.EDITING, text={"standfirst": "One.\nTwo."})
    meeting = Meeting(client, desk, article).carla_stores(standfirst="Carla's.")
    stored = meeting.ben_saves(standfirst="One.\r\nTwo.", kicker="Ben's")
    assert stored.standfirst == "Carla's."


def test_bylines_that_i_did_not_touch_are_taken_over(meeting):
    meeting.carla_stores(bylines=[(make_author("Cy"), "writer", "Rome")])
    stored = meeting.ben_saves(kicker="Ben's")
    assert [(b.author.name, b.place) for b in stored.bylines.all()] == [("Cy", "Rome")]


def test_bylines_that_only_i_changed_are_mine(meeting):
    meeting.carla_stores(kicker="Carla's")
    stored = meeting.ben_saves(**{"bylines-0-place": "Brest"})
    assert "Brest" in [byline.place for byline in stored.bylines.all()]


def test_reasons_of_both_for_leaving_out_are_kept(meeting):
    meeting.carla_stores(cut_blocks={"b1": "Carla"})
    stored = meeting.ben_saves(cuts='{"b2": "Ben"}')
    assert stored.cut_blocks == {"b1": "Carla", "b2": "Ben"}


def test_where_both_stored_the_same_there_is_nothing_to_ask(meeting):
    meeting.carla_stores(kicker="The same")
    assert meeting.ben_saves(kicker="The same").kicker == "The same"


def test_the_photo_desk_meets_an_editor_and_both_keep_their_work(client, desk, article):
    client.force_login(desk.pia)
    page = client.get(change(article))
    revising.save_text(article, by=desk.ben, seen=article.version, changes={"headline": "Ben's"})
    photo = make_photo()
    assert client.post(change(article), filled(page, lead_photo=photo.pk)).status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.lead_photo) == ("Ben's", photo)
    assert stored.bylines.count() == 2


# --- what has to be chosen


def test_one_field_changed_by_both_is_shown_from_both_sides_and_nothing_is_stored(meeting):
    meeting.carla_stores(headline="Carla's harbour")
    assert meeting.ben_saves(headline="Ben's harbour") is None
    assert meeting.asked() == ["Headline"]
    sides = [words(side) for side in tree(meeting.answer).find_class("side-text")]
    assert sides == ["Ben's harbour", "Carla's harbour"]
    assert Article.objects.get(pk=meeting.article.pk).headline == "Carla's harbour"


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", ["Nine"]), ("theirs", ["Three"]), ("both", ["Nine", "Three"])],
)
def test_of_a_paragraph_changed_by_both_one_takes_mine_or_theirs_or_both(meeting, choice, kept):
    meeting.carla_stores(body=BODY.replace("Two", "Three"), kicker="Carla's")
    assert meeting.ben_saves(body=BODY.replace("Two", "Nine")) is None
    stored = meeting.ben_chooses(body_0=choice)
    assert [word for word in ("Nine", "Three") if word in stored.body] == kept
    assert stored.kicker == "Carla's"
    assert "Three" in Revision.objects.get(number=meeting.stored.version).data["body"]


def test_only_what_both_changed_is_asked(meeting):
    meeting.carla_stores(kicker="Carla's", standfirst="Carla's", dateline="PARIS")
    meeting.ben_saves(kicker="Ben's")
    assert meeting.asked() == ["Kicker"]
    assert "carla changed the standfirst and the dateline meanwhile" in meeting.told()


def test_a_choice_left_open_is_asked_again(meeting):
    meeting.carla_stores(kicker="Carla's", headline="Carla's")
    meeting.ben_saves(kicker="Ben's", headline="Ben's")
    assert meeting.ben_chooses(kicker="theirs") is None
    checked = tree(meeting.answer).xpath("//input[@type='radio'][@checked]")
    assert [(radio.get("name"), radio.get("value")) for radio in checked] == [
        ("take-kicker", "theirs")
    ]


def test_a_third_text_stored_while_i_choose_is_met_as_well(meeting, desk):
    meeting.carla_stores(kicker="Carla's")
    meeting.ben_saves(kicker="Ben's", headline="Ben's")
    again = Article.objects.get(pk=meeting.article.pk)
    revising.save_text(again, by=desk.max, seen=again.version, changes={"kicker": "Max's"})
    assert meeting.ben_chooses(kicker="mine") is None
    assert "something newer was stored again" in meeting.told()
    assert "Max's" in meeting.told()
    stored = meeting.ben_chooses(kicker="mine")
    assert (stored.kicker, stored.headline) == ("Ben's", "Ben's")


def test_filing_that_both_changed_is_asked_in_words(meeting):
    mine, theirs = make_section("My section"), make_section("Her section")
    meeting.carla_stores(section=theirs, tags=["Salt"])
    assert meeting.ben_saves(section=mine.pk, tags="Sea") is None
    assert sorted(meeting.asked()) == ["Section", "Tags"]
    assert "My section" in meeting.told()
    assert "Her section" in meeting.told()
    stored = meeting.ben_chooses(section="theirs", tags="mine")
    assert (stored.section, list(stored.tags.names())) == (theirs, ["Sea"])


@pytest.mark.parametrize(("choice", "place"), [("mine", "Brest"), ("theirs", "Rome")])
def test_bylines_that_both_changed_are_asked_as_a_whole(meeting, choice, place):
    meeting.carla_stores(bylines=[(make_author("Cy"), "writer", "Rome")])
    assert meeting.ben_saves(**{"bylines-0-place": "Brest"}) is None
    assert "Cy (writer, Rome)" in meeting.told()
    stored = meeting.ben_chooses(bylines=choice)
    assert place in [byline.place for byline in stored.bylines.all()]


def test_where_the_opened_version_is_no_longer_kept_all_that_differs_is_asked(meeting, article):
    Revision.objects.filter(article=article).delete()
    meeting.carla_stores(kicker="Carla's")
    assert meeting.ben_saves(headline="Ben's") is None
    assert {"Kicker", "Headline"} <= set(meeting.asked())


def test_where_the_page_knows_what_was_opened_nothing_more_is_asked(meeting, article):
    Revision.objects.filter(article=article).delete()
    meeting.carla_stores(kicker="Carla's")
    opened = fields(meeting.page)
    texts = {name: opened[name] for name in TEXT}
    stored = meeting.ben_saves(headline="Ben's", opened=json.dumps(texts))
    assert (stored.kicker, stored.headline) == ("Carla's", "Ben's")


@pytest.mark.parametrize("opened", ["{", "[]", '{"kicker": 7}', "[" * 100_000])
def test_what_the_page_says_in_no_known_form_is_not_believed(meeting, opened):
    meeting.carla_stores(kicker="Carla's")
    assert meeting.ben_saves(headline="Ben's", opened=opened).headline == "Ben's"


def test_a_version_replaced_within_its_sitting_is_still_known_by_its_filing(client, desk):
    article = bring(desk, State.EDITING)
    article = revising.save_text(
        article, by=desk.carla, seen=article.version, changes={"kicker": "a"}, autosave=True
    )
    meeting = Meeting(client, desk, article)
    later = revising.save_text(
        article, by=desk.carla, seen=article.version, changes={"kicker": "b"}, autosave=True
    )
    assert not Revision.objects.filter(article=article, number=article.version).exists()
    opened = json.dumps({name: getattr(article, name) for name in TEXT})
    stored = meeting.ben_saves(slug="bens-slug", opened=opened)
    assert (stored.slug, stored.kicker, stored.version) == ("bens-slug", "b", later.version + 1)


def test_an_approval_is_not_ended_unseen(client, desk):
    article = bring(desk, State.EDITING)
    meeting = Meeting(client, desk, article)
    article = file_story(desk, article)
    workflow.approve(article, by=desk.carla, seen=article.version)
    assert meeting.ben_saves(kicker="Ben's") is None
    assert "the approval ends" in meeting.told()
    stored = meeting.ben_chooses()
    assert (stored.kicker, stored.state) == ("Ben's", State.EDITING)


def test_a_text_far_too_long_is_refused_with_all_that_was_typed(meeting):
    meeting.carla_stores(kicker="Carla's")
    data = filled(meeting.page, body="<p>" + "word " * 90_000 + "</p>", kicker="Ben's")
    answer = meeting.client.post(change(meeting.article), data)
    assert answer.status_code == 400
    assert "is the most one story" in words(answer)
    assert "Ben's" in words(answer)


@pytest.mark.parametrize("version", ["", "x", "²", "-1", "9" * 30])
def test_a_form_without_a_version_stores_nothing(meeting, version):
    data = filled(meeting.page, kicker="Ben's", version=version)
    assert meeting.client.post(change(meeting.article), data).status_code == 400
    assert Article.objects.get(pk=meeting.article.pk).kicker == "Ports"


# --- who, and in what words


@pytest.mark.parametrize(
    ("taken", "sentence"),
    [
        (["headline"], "Anna changed the headline meanwhile; both are kept."),
        ([3], "Anna changed the 3rd paragraph meanwhile; both are kept."),
        ([1, 12], "Anna changed the 1st and 12th paragraphs meanwhile; both are kept."),
        (["kicker", 2], "Anna changed the kicker and the 2nd paragraph meanwhile; both are kept."),
        ([1, 2, 3, 4], "Anna changed 4 paragraphs meanwhile; both are kept."),
        ([], "Anna stored a newer version meanwhile; what you wrote is kept."),
    ],
)
def test_what_was_taken_over_is_told_in_a_sentence(taken, sentence):
    assert told("Anna", taken) == sentence


def test_my_other_window_is_not_called_by_my_name(meeting, desk, article):
    revising.save_text(article, by=desk.ben, seen=article.version, changes={"kicker": "Elsewhere"})
    meeting.ben_saves(headline="Ben's")
    assert "You, in another window, changed the kicker" in meeting.told()


def test_what_was_typed_as_left_out_survives_a_refused_form(client, desk, article):
    client.force_login(desk.ben)
    page = client.get(change(article))
    answer = client.post(change(article), filled(page, headline="", cuts='{"b2":"An aside"}'))
    assert answer.status_code == 400
    assert filled(answer)["cuts"] == '{"b2":"An aside"}'
