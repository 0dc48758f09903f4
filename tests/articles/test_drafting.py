"""Machine drafts of one block and of a whole story, through a real provider."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import drafting, machine, readiness, revising, workflow
from articles.machine import deepl
from articles.models import Article, MachineDraft, MachineRun, State
from articles.revising import NotAllowed
from tests.articles import machines as servers
from tests.articles.stories import bring, commission, fresh
from tests.factories import make_agreement, make_article, make_publication, make_snapshot, make_term

pytestmark = pytest.mark.django_db

THREE = "<p>Un <em>port</em>.</p><h2>Deux</h2><blockquote><p>Trois.</p></blockquote>"


@pytest.fixture
def server(settings):
    with servers.running() as machines:
        settings.DEEPL_AUTH_KEY = servers.KEY
        settings.DEEPL_SERVER_URL = machines.address
        yield machines
    deepl._known.clear()


@pytest.fixture
def provider(server):
    return machine.named("deepl")


def story_of(desk, html=THREE, **kwargs):
    paper = kwargs.pop("publication", None) or make_publication()
    snapshot = make_snapshot(paper, html=html, headline="Le port", standfirst="Au matin.")
    article = commission(desk, publication=paper, snapshot=snapshot, **kwargs)
    return workflow.claim(article, by=desk.anna, seen=article.version)


@pytest.fixture
def story(desk):
    return story_of(desk)


# --- one block


def test_a_draft_is_kept_on_record_and_not_in_the_text(desk, story, provider):
    found, notes = drafting.draft(story, "b1", by=desk.anna, provider=provider)
    assert (found.html, found.block) == ("EN-GB: Un <em>port</em>.", "b1")
    assert (found.provider, found.by, found.characters) == ("deepl", desk.anna, 17)
    assert notes == []
    assert (fresh(story).body, fresh(story).version) == ("", story.version)


def test_only_the_block_and_what_stands_around_it_leave_the_house(desk, server, provider):
    story = story_of(desk, "".join(f"<p>Bloc {n}.</p>" for n in range(1, 9)))
    drafting.draft(story, "b5", by=desk.anna, provider=provider)
    (sent,) = server.bodies("POST /v2/translate")
    assert sent["text"] == ["Bloc 5."]
    assert sent["context"] == "Le port\nAu matin.\nBloc 3.\nBloc 4.\nBloc 6."


def test_the_context_is_not_longer_than_it_helps(desk, server, provider):
    story = story_of(desk, f"<p>Un.</p><p>{'Deux ' * 2000}</p>")
    drafting.draft(story, "b1", by=desk.anna, provider=provider)
    assert len(server.bodies("POST /v2/translate")[0]["context"]) == drafting.CONTEXT


def test_the_terms_of_this_pair_go_along(desk, story, provider):
    make_term("port", "harbour", "fr")
    make_term("Un", "", "fr", keep=True)
    make_term("Deux", "Zwei", "fr", ours="de")
    found, _ = drafting.draft(story, "b1", by=desk.anna, provider=provider)
    assert found.html == "EN-GB: Un <em>harbour</em>."


def test_what_a_machine_answers_is_cleaned(desk, server, story, provider):
    said = '<p>One</p> <script>x</script><b>port</b> <a href="javascript:x">a</a> &amp; b'
    answer = {"translations": [{"text": said, "billed_characters": 3}]}
    server.answer["/v2/translate"] = (200, answer)
    found, _ = drafting.draft(story, "b1", by=desk.anna, provider=provider)
    assert found.html == "One <strong>port</strong> a &amp; b"


def test_an_empty_answer_is_said(desk, server, story, provider):
    empty = {"translations": [{"text": " ", "billed_characters": 3}]}
    server.answer["/v2/translate"] = (200, empty)
    with pytest.raises(machine.Trouble, match="DeepL drafted nothing for this paragraph"):
        drafting.draft(story, "b1", by=desk.anna, provider=provider)


def test_an_endless_answer_is_said(desk, server, story, provider):
    long = {"translations": [{"text": "x" * 400_001, "billed_characters": 3}]}
    server.answer["/v2/translate"] = (200, long)
    with pytest.raises(machine.Trouble, match="400,000 is the most"):
        drafting.draft(story, "b1", by=desk.anna, provider=provider)


def test_a_block_of_another_original_is_refused(desk, story, provider, server):
    with pytest.raises(NotAllowed, match="not in the original"):
        drafting.draft(story, "b9", by=desk.anna, provider=provider)
    assert server.asked == []


@pytest.mark.parametrize(
    ("tag", "markup"),
    [
        ("p", '<p data-source="b2" data-draft="deepl">Two</p>'),
        ("h2", '<h2 data-source="b2" data-draft="deepl">Two</h2>'),
        ("aside", '<aside data-source="b2" data-draft="deepl">Two</aside>'),
        ("li", '<ul><li><p data-source="b2" data-draft="deepl">Two</p></li></ul>'),
        ("blockquote", '<blockquote><p data-source="b2" data-draft="deepl">Two</p></blockquote>'),
        ("script", '<p data-source="b2" data-draft="deepl">Two</p>'),
    ],
)
def test_a_draft_looks_as_its_block_does(tag, markup):
    assert drafting.markup(MachineDraft(block="b2", provider="deepl", html="Two"), tag) == markup


# --- who may, and on what


def refused(story, by, provider):
    with pytest.raises(NotAllowed) as refusal:
        drafting.draft(story, "b1", by=by, provider=provider)
    assert not MachineDraft.objects.exists()
    return str(refusal.value)


def test_another_translator_may_not(desk, story, provider):
    assert refused(story, desk.omar, provider) == "This story is not yours to change."


def test_who_files_photographs_may_not(desk, story, provider):
    assert refused(story, desk.pia, provider) == "Your role does not include the text of a story."


def test_a_translator_may_not_after_the_hand_in(desk, provider):
    story = bring(desk, State.EDITING)
    assert refused(story, desk.anna, provider).startswith("You handed this story in.")


def test_an_editor_may(desk, provider):
    story = bring(desk, State.EDITING)
    assert drafting.draft(story, "b1", by=desk.ben, provider=provider)[0].by == desk.ben


def test_a_story_of_our_own_has_nothing_to_draft_from(desk, provider):
    story = make_article(state=State.TRANSLATING, translator=desk.anna)
    assert refused(story, desk.anna, provider) == "This story has no original to draft from."


def test_a_withdrawn_original_is_not_sent(desk, story, provider, server):
    original = story.original
    original.withdrawn_at, original.withdrawn_note = timezone.now(), "Asked for."
    original.save()
    assert refused(story, desk.anna, provider) == "The original was withdrawn by its publisher."
    assert server.asked == []


def test_an_agreement_can_forbid_machines(desk, provider, server):
    paper = make_publication(name="Le Quai")
    make_agreement(paper, machine_drafts=False, reference="A-7")
    story = story_of(desk, publication=paper, agreement=False)
    assert refused(story, desk.anna, provider) == (
        "The agreement with Le Quai (A-7) does not allow machine drafts. "
        "Translate this story by hand."
    )
    assert server.asked == []


def test_an_agreement_that_ended_forbids_nothing(desk, provider):
    paper = make_publication()
    ended = timezone.localdate() - timezone.timedelta(days=1)
    make_agreement(paper, machine_drafts=False, ends_on=ended)
    story = story_of(desk, publication=paper)
    assert drafting.draft(story, "b1", by=desk.anna, provider=provider)


# --- a whole story


def run_of(story, desk, provider, blocks=("b1", "b2", "b3")):
    return drafting.start(story, blocks, by=desk.anna, provider=provider)


def test_a_run_drafts_block_after_block(desk, story, provider, server):
    run = run_of(story, desk, provider)
    assert drafting.work(run.pk) is None
    run.refresh_from_db()
    assert [d.block for d in run.drafts.order_by("pk")] == ["b1", "b2", "b3"]
    assert (run.ended_at is not None, run.trouble) == (True, "")
    assert [len(sent["text"]) for sent in server.bodies("POST /v2/translate")] == [1, 1, 1]
    assert fresh(story).body == ""


def test_only_what_was_asked_for_is_drafted_in_reading_order(desk, story, provider):
    assert run_of(story, desk, provider, ["b3", "b1", "b9", "x"]).blocks == ["b1", "b3"]


def test_what_is_left_out_is_not_drafted(desk, story, provider):
    cut = {"cut_blocks": {"b2": "Local"}}
    story = revising.save_text(story, by=desk.anna, seen=story.version, changes=cut)
    assert run_of(story, desk, provider).blocks == ["b1", "b3"]


def test_a_run_over_nothing_is_refused(desk, story, provider):
    with pytest.raises(NotAllowed, match="No paragraph of the original is left to draft"):
        run_of(story, desk, provider, [])


def test_one_run_at_a_time(desk, story, provider):
    run_of(story, desk, provider)
    with pytest.raises(NotAllowed, match="anna has this story drafted already"):
        drafting.start(story, ["b1"], by=desk.ben, provider=provider)


def test_of_two_who_ask_at_once_one_is_told(desk, story, provider, monkeypatch):
    monkeypatch.setattr(drafting, "_taken", lambda run: 1 / 0)
    other = MachineRun(article=story, blocks=["b1"], by=desk.ben, provider="deepl")
    create = MachineRun.objects.create

    def slower(**kwargs):
        other.save()
        return create(**kwargs)

    monkeypatch.setattr(MachineRun.objects, "create", slower)
    with pytest.raises(NotAllowed, match="Somebody else has this story drafted already"):
        run_of(story, desk, provider)


def test_nobody_starts_a_run_on_the_story_of_another(desk, story, provider):
    with pytest.raises(NotAllowed):
        drafting.start(story, ["b1"], by=desk.omar, provider=provider)


def test_a_run_goes_on_where_a_worker_left_it(desk, story, provider, server):
    run = run_of(story, desk, provider)
    found, _ = drafting.draft(story, "b1", by=desk.anna, provider=provider)
    run.drafts.add(found)
    drafting.work(run.pk)
    assert run.drafts.count() == 3
    assert server.count("POST /v2/translate") == 3


def test_a_long_run_lets_other_tasks_pass(desk, story, provider, monkeypatch):
    monkeypatch.setattr(drafting, "SITTING", -1)
    run = run_of(story, desk, provider)
    assert drafting.work(run.pk) == (0, 0)
    assert run.drafts.count() == 0


def test_a_busy_machine_is_asked_again_later(desk, story, provider, server):
    server.answer["/v2/translate"] = [(429, ""), (429, "")]
    run = run_of(story, desk, provider)
    assert drafting.work(run.pk) == (5, 1)
    assert drafting.work(run.pk, busy=1) is None
    assert run.drafts.count() == 3


def test_a_machine_that_stays_busy_ends_the_run_in_words(desk, story, provider, server):
    server.answer["/v2/translate"] = (503, "")
    run = run_of(story, desk, provider)
    assert drafting.work(run.pk, busy=len(drafting.WAITS)) is None
    run.refresh_from_db()
    assert run.trouble.startswith("DeepL does not answer.")


def test_a_used_up_quota_ends_the_run_and_keeps_what_came(desk, story, provider, server):
    good = {"translations": [{"text": "One", "billed_characters": 3}]}
    server.answer["/v2/translate"] = [(200, good), (456, {})]
    run = run_of(story, desk, provider)
    assert drafting.work(run.pk) is None
    run.refresh_from_db()
    assert run.trouble.startswith("The characters that this house may have translated")
    assert run.drafts.count() == 1


def test_a_story_that_was_handed_in_meanwhile_is_drafted_no_further(desk, story, provider):
    run = run_of(story, desk, provider)
    Article.objects.filter(pk=story.pk).update(state=State.EDITING)
    drafting.work(run.pk)
    run.refresh_from_db()
    assert run.trouble.startswith("You handed this story in.")
    assert run.drafts.count() == 0


def test_a_machine_that_was_switched_off_ends_the_run(desk, story, provider, settings):
    run = run_of(story, desk, provider)
    settings.DEEPL_AUTH_KEY = ""
    assert drafting.work(run.pk) is None
    run.refresh_from_db()
    assert run.trouble == "This machine is no longer configured."


def test_a_run_can_be_stopped_and_the_next_begun(desk, story, provider, server):
    run = run_of(story, desk, provider)
    drafting.cancel(run, by=desk.anna)
    assert drafting.work(run.pk) is None
    assert server.asked == []
    run.refresh_from_db()
    assert run.trouble == "Stopped by anna."
    assert run_of(story, desk, provider).pk != run.pk


def test_a_stranger_stops_nothing(desk, story, provider):
    run = run_of(story, desk, provider)
    with pytest.raises(NotAllowed):
        drafting.cancel(run, by=desk.omar)


# --- what a machine wrote goes no further unread

MARKED = (
    '<p data-source="b1" data-draft="deepl">The machine wrote this.</p>'
    '<p data-source="b2">Anna wrote this.</p>'
)


def marked(desk, body=MARKED, state=State.TRANSLATING):
    article = bring(desk, state)
    by = desk.anna if state == State.TRANSLATING else desk.ben
    return revising.save_text(article, by=by, seen=article.version, changes={"body": body})


def test_the_mark_is_stored_with_the_text(desk):
    assert marked(desk).body == MARKED


def test_a_mark_of_no_known_machine_is_not_stored(desk):
    body = '<p data-draft="human">A.</p><ul data-draft="deepl"><li><p>B.</p></li></ul>'
    assert marked(desk, body).body == "<p>A.</p><ul><li><p>B.</p></li></ul>"


def test_a_story_with_machine_drafts_is_not_handed_in(desk):
    article = marked(desk)
    with pytest.raises(ValidationError) as refusal:
        workflow.hand_in(article, by=desk.anna, seen=article.version)
    assert refusal.value.messages == [
        "1 paragraph is still a machine draft (“\u2068The machine wrote this.\u2069”): "
        "change the words, or confirm them."
    ]


def test_a_confirmed_story_is_handed_in(desk):
    article = marked(desk, MARKED.replace(' data-draft="deepl"', ""))
    assert workflow.hand_in(article, by=desk.anna, seen=article.version).state == State.EDITING


def test_a_story_with_machine_drafts_is_not_approved(desk):
    article = marked(desk, state=State.EDITING)
    with pytest.raises(ValidationError, match="still a machine draft"):
        workflow.approve(article, by=desk.carla, seen=article.version)


def test_machine_drafts_stand_between_a_story_and_its_readers(desk):
    article = marked(desk, MARKED + MARKED, state=State.PUBLISHED)
    (problem,) = readiness.blockers(readiness.problems(readiness.for_update(article.pk)))
    assert (problem.code, problem.field) == ("machine-draft", "body")
    assert problem.message.startswith("2 paragraphs are still a machine draft")


def test_an_empty_line_with_a_mark_is_nothing(desk):
    article = Article(body='<p data-draft="deepl"></p>')
    assert list(readiness.machine_drafts(article)) == []


def test_to_confirm_is_to_edit_so_somebody_else_approves(desk):
    article = marked(desk, state=State.EDITING)
    confirmed = {"body": MARKED.replace(' data-draft="deepl"', "")}
    article = revising.save_text(article, by=desk.carla, seen=article.version, changes=confirmed)
    with pytest.raises(NotAllowed, match="You edited this text last"):
        workflow.approve(article, by=desk.carla, seen=article.version)
    assert workflow.approve(article, by=desk.ben, seen=article.version).state == State.READY
