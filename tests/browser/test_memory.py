"""Memory under the hands of a translator: come into a paragraph, see the pair, take it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import memory, remembering, revising
from articles.models import MemoryPair, State
from tests.articles.pages import change
from tests.browser.writing import SETTLED
from tests.factories import make_article, make_live, make_publication, make_snapshot, make_user

pytestmark = pytest.mark.browser

TEXTS = {
    "fr": ("Le président a signé une loi sur les ports.", "Deux grues bougent dans le vent."),
    "ru": ("Президент подписал закон о развитии портов.", "Два крана качаются на ветру."),
    "ar": ("وقّع الرئيس قانونا جديدا لتطوير الموانئ.", "رافعتان تتحركان في الريح."),
    "zh": ("总统签署了关于发展港口的法律。", "两台起重机在风中摇动。"),
}
LAW = "The president signed a law on the ports."
CRANES = "Two cranes sway in the wind."
FIRST, SECOND = TEXTS["fr"]


def begin(editor, body, language="fr"):
    """A story being translated, and a published one with the same paragraphs."""
    snapshot = make_snapshot(html="".join(f"<p>{text}</p>" for text in TEXTS[language]))
    snapshot.original.language = language
    snapshot.original.save()
    live = make_live(publication=make_publication())
    for n, (source, target) in enumerate(zip(TEXTS[language], (LAW, CRANES), strict=True), 1):
        MemoryPair.objects.create(
            article=live.article, block=f"b{n}", source_language=language, target_language="en",
            source=source, target=target, terms=" ".join(memory.terms(source)),
            translator=editor, published_at=timezone.now(),
        )  # fmt: skip
    remembering.recount()
    story = make_article(
        state=State.TRANSLATING, translator=make_user("translator"), headline="Ports", body=body,
        snapshot=snapshot, use="full",
    )  # fmt: skip
    revising.record(story, editor)
    return story


@pytest.fixture
def desk(page, log_in, editor):
    """Opens a story with this body; when the test is over, nothing may have gone wrong."""

    def desk(body, language="fr", on=page):
        story = begin(editor, body, language)
        # Nothing here is about storing, and a save still on its way would outlive its test.
        stored = {"version": story.version, "at": "12:00:00"}
        on.route(re.compile("/(autosave|typed)/$"), lambda route: route.fulfill(json=stored))
        log_in(on, story.translator)
        on.goto(change(story))
        expect(on.locator(".tiptap")).to_be_visible()
        return on

    yield desk
    assert page.troubles == []


def caret(page, n):
    page.locator(".tiptap p").nth(n).click()
    page.evaluate(SETTLED)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(SETTLED)


def targets(page):
    return page.locator("#tool-memory .pair-target")


def paragraphs(page):
    return page.locator(".tiptap p")


def html(page):
    return page.locator("textarea[name=body]").input_value()


@pytest.mark.parametrize("language", TEXTS)
def test_coming_into_a_paragraph_shows_what_was_said_before(desk, language):
    page = desk('<p data-source="b1">One.</p><p data-source="b2">Two.</p>', language)
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    caret(page, 1)
    expect(targets(page)).to_have_text([CRANES])
    source = page.locator("#tool-memory .pair-source")
    expect(source).to_have_text(TEXTS[language][1])
    expect(source).to_have_attribute("lang", language)
    expect(source).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")


def test_a_pair_of_a_hundred_percent_is_never_inserted_by_itself(desk):
    page = desk('<p data-source="b1"></p><p data-source="b2">Two.</p>')
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    assert LAW not in html(page)


def test_a_key_takes_the_pair_into_an_empty_paragraph_and_one_undo_gives_it_back(desk):
    page = desk('<p data-source="b1"></p><p data-source="b2">Two.</p>')
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    press(page, "Alt+Shift+Digit1")
    expect(paragraphs(page)).to_have_text([LAW, "Two."])
    assert f'<p data-source="b1">{LAW}</p>' in html(page)
    press(page, "Control+z")
    expect(paragraphs(page)).to_have_text(["", "Two."])
    press(page, "Control+z")
    expect(paragraphs(page)).to_have_text(["", "Two."])


def test_a_paragraph_that_still_reads_as_the_original_is_replaced(desk):
    page = desk(f'<p data-source="b1">{FIRST}</p><p data-source="b2">{SECOND}</p>')
    caret(page, 1)
    expect(targets(page)).to_have_text([CRANES])
    press(page, "Alt+Shift+Digit1")
    expect(paragraphs(page)).to_have_text([FIRST, CRANES])


def test_what_a_person_wrote_is_kept_and_the_pair_comes_in_at_the_caret(desk):
    page = desk('<p data-source="b1">Mine.</p>')
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    press(page, "End")
    page.keyboard.type(" But ")
    press(page, "Alt+Shift+Digit1")
    page.keyboard.type(" So.")
    expect(paragraphs(page)).to_have_text([f"Mine. But {LAW} So."])
    press(page, "Control+z", "Control+z")
    expect(paragraphs(page)).to_have_text(["Mine. But "])


def test_the_button_takes_the_pair_too_and_typing_goes_on_behind_it(desk):
    page = desk('<p data-source="b1"></p>')
    caret(page, 0)
    page.locator("#tool-memory .take-pair").first.click()
    page.keyboard.type(" More.")
    expect(paragraphs(page)).to_have_text([f"{LAW} More."])


def test_a_key_for_a_pair_that_is_not_there_does_nothing(desk):
    page = desk('<p data-source="b1"></p>')
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    press(page, "Alt+Shift+Digit4")
    expect(paragraphs(page)).to_have_text([""])


def test_running_through_paragraphs_asks_only_for_the_one_where_the_caret_rests(desk):
    page = desk("".join(f'<p data-source="b{n}">Line {n}.</p>' for n in (1, 2, 1, 2, 1)))
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    # Faster than any hand, so that a busy machine does not make a rest of it.
    page.locator(".tiptap").evaluate(
        "({ editor }) => { for (const at of [10, 19, 28]) editor.commands.setTextSelection(at) }"
    )
    expect(targets(page)).to_have_text([CRANES])
    assert len([url for url in asked if "/memory/" in url]) == 1


def test_a_paragraph_that_was_asked_for_is_not_asked_for_again(desk):
    page = desk('<p data-source="b1">One.</p><p data-source="b2">Two.</p>')
    for n, text in ((0, LAW), (1, CRANES)):
        caret(page, n)
        expect(targets(page)).to_have_text([text])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    assert [url for url in asked if "/memory/" in url] == []


def test_a_server_that_is_away_is_said_and_typing_goes_on(desk):
    page = desk('<p data-source="b1">One.</p><p data-source="b2">Two.</p>')
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    page.route("**/memory/**", lambda route: route.abort())
    caret(page, 1)
    expect(page.locator("#memory-said")).to_have_text(re.compile("does not answer"))
    press(page, "End")
    page.keyboard.type(" More.")
    expect(paragraphs(page)).to_have_text(["One.", "Two. More."])
    page.unroute("**/memory/**")
    page.troubles.clear()  # the aborted request itself


def test_words_selected_in_the_original_are_found(desk):
    page = desk('<p data-source="b1">One.</p><p data-source="b2">Two.</p>')
    caret(page, 0)
    expect(targets(page)).to_have_text([LAW])
    page.locator("#memory-words").fill("grues")
    expect(targets(page)).to_have_text([CRANES])
    page.locator("#memory-words").fill("")
    expect(targets(page)).to_have_text([LAW])


def test_on_a_phone_a_pair_is_taken_by_a_touch(open_page, desk):
    phone = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    desk('<p data-source="b1"></p>', on=phone)
    phone.locator(".tiptap p").first.tap()
    phone.evaluate(SETTLED)
    button = phone.locator("#tool-memory .take-pair").first
    button.wait_for(state="attached")
    open_tools(phone)
    button.tap()
    expect(paragraphs(phone)).to_have_text([LAW])
    assert phone.troubles == []


def open_tools(phone):
    tools = phone.locator("#tool-memory")
    if not tools.is_visible():
        phone.get_by_role("button", name="Tools").tap()
    expect(tools).to_be_visible()
