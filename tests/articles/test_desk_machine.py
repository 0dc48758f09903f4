"""Machine drafts and the terms of the Stylebook as the pages of a story ask for them."""

import json

import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from articles import drafting, machine, tasks
from articles.machine import deepl
from articles.models import MachineDraft, MachineRun, State
from stylebook.models import Term
from tests.articles import machines as servers
from tests.articles.pages import change, page_of, tree
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_publication, make_snapshot, make_term, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    cache.clear()
    with servers.running() as machines:
        settings.DEEPL_AUTH_KEY = servers.KEY
        settings.DEEPL_SERVER_URL = machines.address
        yield machines
    deepl._known.clear()


@pytest.fixture
def story(desk):
    return bring(desk, State.TRANSLATING)


@pytest.fixture
def anna(client, desk):
    client.force_login(desk.anna)
    return client


def post(client, story, name, body=None):
    return client.post(page_of(name, story), json.dumps(body or {}), "application/json")


def draft(client, story, block="b1", provider="deepl"):
    return post(client, story, "machine_draft", {"provider": provider, "block": block})


# --- without a machine there is nothing


@pytest.mark.parametrize("name", ["machine", "machine_usage"])
def test_without_a_machine_its_pages_do_not_exist(anna, story, name):
    assert anna.get(page_of(name, story)).status_code == 404


@pytest.mark.parametrize("name", ["machine_draft", "machine_whole", "machine_cancel"])
def test_without_a_machine_nothing_can_be_asked_of_it(anna, story, name):
    body = {"provider": "deepl", "block": "b1", "blocks": ["b1"]}
    assert post(anna, story, name, body).status_code == 404
    assert not MachineRun.objects.exists()


def test_without_a_machine_the_story_shows_no_button(anna, story):
    assert b"tool-machine" not in anna.get(change(story)).content


def test_with_a_machine_the_story_shows_its_tool(anna, story, server):
    tool = tree(anna.get(change(story))).get_element_by_id("tool-machine")
    assert tool.get("data-offers") == "yes"
    assert json.loads(tool.get("data-lengths")) == {"b1": 3, "b2": 5}
    assert server.asked == []


def test_a_choice_is_shown_only_where_there_is_one(anna, story, server, settings):
    assert "machine-provider" not in tree(anna.get(change(story))).xpath("//select/@name")
    settings.LIBRETRANSLATE_URL = server.address
    assert "machine-provider" in tree(anna.get(change(story))).xpath("//select/@name")


def test_an_agreement_that_forbids_machines_is_named_where_the_button_would_be(
    client, desk, server
):
    paper = make_publication(name="Le Quai")
    make_agreement(paper, machine_drafts=False, reference="A-7")
    story = bring(desk, State.TRANSLATING, article=commission(desk, publication=paper))
    client.force_login(desk.anna)
    tool = tree(client.get(change(story))).get_element_by_id("tool-machine")
    assert "(A-7) does not allow machine drafts" in tool.text_content()
    assert tool.xpath(".//*[@data-part='one']") == []


def test_who_cannot_change_the_text_sees_no_tool(client, desk, story, server):
    client.force_login(desk.pia)
    assert b"tool-machine" not in client.get(change(story)).content


# --- one block


def test_a_block_is_drafted_at_once(anna, story, server):
    response = draft(anna, story)
    assert response.status_code == 200
    assert response.json() == {
        "id": MachineDraft.objects.get().pk,
        "block": "b1",
        "markup": '<p data-source="b1" data-draft="deepl">EN-GB: Un.</p>',
        "label": "DeepL",
        "notes": [],
    }


def test_what_the_machine_says_is_passed_on_as_a_sentence(anna, story, server):
    server.answer["/v2/translate"] = (456, {})
    response = draft(anna, story)
    assert response.status_code == 409
    assert response.json()["error"].startswith("The characters that this house")


def test_who_may_not_draft_is_told_why(client, desk, story, server):
    client.force_login(desk.pia)
    response = draft(client, story)
    assert response.status_code == 403
    assert response.json() == {"error": "Your role does not include the text of a story."}


def test_another_persons_story_does_not_exist(client, desk, story, server):
    client.force_login(desk.omar)
    assert draft(client, story).status_code == 404
    assert client.get(page_of("machine", story)).status_code == 404
    assert server.asked == []


@pytest.mark.parametrize("provider", ["libretranslate", "google", None, 7])
def test_a_machine_that_is_not_configured_does_not_exist(anna, story, server, provider):
    assert draft(anna, story, provider=provider).status_code == 404


@pytest.mark.parametrize("block", [None, 7, ["b1"]])
def test_nonsense_for_a_block_is_refused(anna, story, server, block):
    assert draft(anna, story, block=block).status_code == 400


@pytest.mark.parametrize("body", ["", "[", "[]", "7", "[" * 100_000])
def test_a_body_that_is_no_json_is_refused(anna, story, server, body):
    response = anna.post(page_of("machine_draft", story), body, "application/json")
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["machine_draft", "machine_whole", "machine_cancel", "terms_add"])
def test_nothing_is_done_by_looking(anna, story, server, name):
    assert anna.get(page_of(name, story)).status_code == 405


def test_a_story_of_our_own_has_no_machine(client, desk, server):
    story = commission(desk, snapshot=None, use="")
    client.force_login(desk.ben)
    assert client.get(page_of("machine", story)).status_code == 404
    assert b"tool-machine" not in client.get(change(story)).content


# --- the quota


def test_the_quota_is_shown_and_not_asked_for_every_time(anna, story, server):
    for _ in range(2):
        response = anna.get(page_of("machine_usage", story), {"provider": "deepl"})
        assert response.json() == {"usage": "41,300 of 500,000 characters used this month."}
    assert server.count("GET /v2/usage") == 1


def test_a_quota_that_is_not_told_is_a_sentence(anna, story, server):
    server.answer["/v2/usage"] = (403, {})
    response = anna.get(page_of("machine_usage", story), {"provider": "deepl"})
    assert response.status_code == 409
    assert "DEEPL_AUTH_KEY" in response.json()["error"]


# --- a whole story


def ask_for_all(client, story, blocks=("b1", "b2")):
    return post(client, story, "machine_whole", {"provider": "deepl", "blocks": list(blocks)})


def test_a_whole_story_goes_to_the_worker(anna, story, server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = ask_for_all(anna, story)
    run = MachineRun.objects.get()
    assert response.json()["run"] == {
        "id": run.pk, "by": "anna", "total": 2, "done": 0, "ended": False, "trouble": "",
        "mine": True,
    }  # fmt: skip
    (waiting,) = DBTaskResult.objects.filter(task_path="articles.tasks.draft_story")
    assert waiting.args_kwargs["args"] == [run.pk]
    assert server.asked == []


def test_the_worker_drafts_and_the_page_fetches_what_is_new(anna, story, server):
    ask_for_all(anna, story)
    tasks.draft_story.func(MachineRun.objects.get().pk)
    said = anna.get(page_of("machine", story)).json()
    assert (said["run"]["done"], said["run"]["ended"]) == (2, True)
    assert [draft["block"] for draft in said["drafts"]] == ["b1", "b2"]
    later = anna.get(page_of("machine", story), {"after": said["drafts"][0]["id"]}).json()
    assert [draft["block"] for draft in later["drafts"]] == ["b2"]


def test_a_worker_that_is_not_through_takes_its_place_in_the_queue_again(
    anna, story, server, monkeypatch
):
    ask_for_all(anna, story)
    monkeypatch.setattr(drafting, "SITTING", -1)
    tasks.draft_story.func(MachineRun.objects.get().pk)
    (again,) = DBTaskResult.objects.filter(task_path="articles.tasks.draft_story")
    assert again.args_kwargs["args"] == [MachineRun.objects.get().pk, 0]


def test_a_busy_machine_is_not_asked_again_before_its_time(anna, story, server):
    server.answer["/v2/translate"] = (429, {})
    ask_for_all(anna, story)
    tasks.draft_story.func(MachineRun.objects.get().pk)
    (again,) = DBTaskResult.objects.filter(task_path="articles.tasks.draft_story")
    assert (again.run_after - again.enqueued_at).total_seconds() > 3
    assert again.args_kwargs["args"][1] == 1


def test_drafts_come_to_who_asked_for_them_alone(anna, client, desk, story, server):
    ask_for_all(anna, story)
    tasks.draft_story.func(MachineRun.objects.get().pk)
    client.force_login(desk.ben)
    said = client.get(page_of("machine", story)).json()
    assert (said["run"]["mine"], said["run"]["by"], said["drafts"]) == (False, "anna", [])


def test_a_second_run_is_refused_in_words(anna, story, server):
    ask_for_all(anna, story)
    response = ask_for_all(anna, story)
    assert response.status_code == 409
    assert "Wait for it, or stop it first." in response.json()["error"]


@pytest.mark.parametrize("blocks", [None, "b1", [1], {}])
def test_nonsense_for_blocks_is_refused(anna, story, server, blocks):
    body = {"provider": "deepl", "blocks": blocks}
    assert post(anna, story, "machine_whole", body).status_code == 400


def test_a_run_is_stopped(anna, story, server):
    ask_for_all(anna, story)
    said = post(anna, story, "machine_cancel").json()
    assert (said["run"]["ended"], said["run"]["trouble"]) == (True, "Stopped by anna.")
    assert post(anna, story, "machine_cancel").status_code == 409


def test_a_run_that_nobody_takes_up_is_explained(anna, story, server):
    ask_for_all(anna, story)
    run = MachineRun.objects.get()
    MachineRun.objects.update(at=run.at - run.at.resolution * 30_000_000)
    said = anna.get(page_of("machine", story)).json()
    assert said["run"]["trouble"].startswith("Nothing has come yet")


def test_a_story_without_a_run_says_so(anna, story, server):
    assert anna.get(page_of("machine", story)).json() == {"run": None, "drafts": []}


@pytest.mark.parametrize("many", [1, 3])
def test_looking_at_a_run_costs_the_same_however_long_it_is(
    client, desk, server, many, django_assert_num_queries
):
    html = "".join(f"<p>Bloc {n}.</p>" for n in range(many))
    story = bring(
        desk, State.TRANSLATING, article=commission(desk, snapshot=make_snapshot(html=html))
    )
    run = drafting.start(
        story, [f"b{n + 1}" for n in range(many)], by=desk.anna, provider=machine.named("deepl")
    )
    drafting.work(run.pk)
    client.force_login(desk.anna)
    client.get(page_of("machine", story))
    with django_assert_num_queries(7):
        assert len(client.get(page_of("machine", story)).json()["drafts"]) == many


# --- the terms of the Stylebook


def test_the_terms_of_every_block_come_at_once(anna, story):
    term = make_term("Deux", "Two", "fr", banned=["2"], note="In words.", kind="phrase")
    said = anna.get(page_of("terms", story)).json()
    assert said["blocks"] == {"b2": [term.pk]}
    assert said["terms"][str(term.pk)] == {
        "id": term.pk, "source": "Deux", "target": "Two", "keep": False, "kind": "phrase",
        "note": "In words.", "also": [], "banned": ["2"],
    }  # fmt: skip


def test_who_may_not_see_a_story_sees_no_terms_of_it(client, desk, story):
    client.force_login(desk.omar)
    assert client.get(page_of("terms", story)).status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_terms_cost_the_same_however_many(anna, story, many, django_assert_num_queries):
    for n in range(many):
        make_term("Un" if n == 0 else f"Mot{n}", f"Word {n}", "fr")
    with django_assert_num_queries(7):
        anna.get(page_of("terms", story))


def looked_up(client, story, words):
    found = client.get(page_of("terms", story), {"words": words}).json()["found"]
    return [(one["source"], one["target"]) for one in found]


def test_the_whole_stylebook_is_looked_up_in_any_language(anna, story):
    make_term("Бишкек", "Bishkek")
    make_term("Lyon", "Lyons", "fr")
    assert looked_up(anna, story, "бишк") == [("Bishkek", "Bishkek")]
    assert looked_up(anna, story, "lyo") == [("Lyon", "Lyons")]
    assert looked_up(anna, story, "nothing") == []


def test_what_begins_with_the_words_comes_first(anna, story):
    make_term("Vieux Port", "Old Port", "fr")
    make_term("Port-Bou", "Port Bou", "fr")
    assert [target for _, target in looked_up(anna, story, "port")] == ["Port Bou", "Old Port"]


@pytest.mark.parametrize("many", [1, 30])
def test_looking_up_costs_the_same_however_much_is_found(
    anna, story, many, django_assert_num_queries
):
    for n in range(many):
        make_term(f"Mot{n}", f"Word {n}", "fr")
    with django_assert_num_queries(8):
        looked_up(anna, story, "word")


def test_a_story_of_our_own_has_terms_of_one_language(client, desk):
    story = bring(desk, State.EDITING, article=commission(desk, snapshot=None))
    client.force_login(desk.ben)
    assert client.get(page_of("terms", story)).json() == {"terms": {}, "blocks": {}}
    assert (
        add(client, story, source="", target="Kyiv", banned="Kiev", kind="place").status_code == 200
    )
    term = Term.objects.get()
    assert [(w.language, w.text) for w in term.wordings.all()] == [("en", "Kyiv"), ("en", "Kiev")]


def add(client, story, **said):
    return post(client, story, "terms_add", {"source": "Deux", "target": "Two"} | said)


def test_an_editor_adds_a_term_from_the_story(client, desk):
    story = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    response = add(client, story, kind="place", banned="2, Deux", note="A town")
    assert response.status_code == 200
    term = Term.objects.get()
    assert (term.kind, term.note) == ("place", "A town")
    assert [(w.language, w.text, w.standing) for w in term.wordings.all()] == [
        ("fr", "Deux", "preferred"), ("en", "Two", "preferred"), ("en", "2", "never"),
        ("en", "Deux", "never"),
    ]  # fmt: skip
    assert term.changed_by == desk.ben


def test_a_translator_may_not_add_terms(anna, story):
    response = add(anna, story, kind="place")
    assert response.status_code == 403
    assert not Term.objects.exists()


def test_a_second_term_for_the_same_is_told_with_the_first(client, desk):
    make_term("Deux", "Two", "fr")
    client.force_login(desk.ben)
    response = add(client, bring(desk, State.EDITING), kind="phrase", source="deux", target="2")
    assert response.status_code == 400
    assert response.json()["error"] == "The Stylebook has this already: Deux → Two."


@pytest.mark.parametrize("body", ["", "[]", "7", '{"source": 7}'])
def test_nonsense_for_a_term_is_refused(client, desk, body):
    story = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    response = client.post(page_of("terms_add", story), body, "application/json")
    assert response.status_code == 400
    assert not Term.objects.exists()


def test_only_who_may_add_is_offered_to(client, desk):
    story = bring(desk, State.EDITING)
    for user, offered in ((desk.ben, True), (make_user("photo editor"), False)):
        client.force_login(user)
        page = tree(client.get(change(story)))
        assert bool(page.xpath("//*[@id='term-source']")) is offered
