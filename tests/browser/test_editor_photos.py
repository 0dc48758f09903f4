import pytest
from playwright.sync_api import expect

from photos import receiving
from photos.models import Licence, Photo
from tests.factories import make_photo
from tests.photos.files import file_address

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.urls")]

TWO = '<p data-source="b1">One.</p><p data-source="b2">Two.</p>'


@pytest.fixture
def harbour(write):
    return make_photo(title="Harbour", caption="Boats at dawn.", credit="Omar Marques/SOPA/ZUMA")


@pytest.fixture
def market(harbour):
    words = {"title": "Market", "alt": "Stalls", "caption": "", "place": "Bergen"}
    return make_photo(**words, credit=None)


def figure(photo, caption=""):
    return f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'


def dialog(page):
    return page.get_by_role("dialog", name="Photograph")


def titles(page):
    return [text.split("\n")[0] for text in page.get_by_role("option").all_inner_texts()]


def chosen(page):
    return page.get_by_role("option", selected=True).inner_text().split("\n")[0]


# --- choosing


def test_a_photograph_is_inserted_by_keys_alone(write, page, harbour, market):
    text = write(TWO)
    text.caret("One.", "end").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(2)
    assert titles(page) == ["Market", "Harbour"]
    assert chosen(page) == "Market"
    text.press("ArrowDown", "Enter")
    expect(dialog(page)).to_have_count(0)
    one, two = TWO.replace("</p>", "</p>|").split("|")[:2]
    assert text.html == one + figure(harbour, "Boats at dawn.") + two
    text.type(" Seen from the quay.")
    assert "Boats at dawn. Seen from the quay.</figcaption>" in text.html


def test_the_button_opens_the_same_dialog(write, page, harbour):
    write(TWO).enter()
    page.get_by_role("button", name="Photograph").click()
    expect(page.get_by_role("combobox", name="Search photographs")).to_be_focused()
    page.get_by_role("option", name="Harbour").click()
    expect(page.locator(".tiptap figure")).to_have_count(1)


def test_the_arrows_go_round(write, page, harbour, market):
    text = write(TWO)
    text.caret("One.").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(2)
    text.press("ArrowUp")
    assert chosen(page) == "Harbour"
    text.press("ArrowDown")
    assert chosen(page) == "Market"
    active = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"


def test_words_narrow_the_choice(write, page, harbour, market):
    write(TWO).caret("One.").press("Control+Alt+p").type("bergen")
    expect(page.get_by_role("option")).to_have_count(1)
    assert titles(page) == ["Market"]


def test_enter_right_after_the_words_means_what_they_find(write, page, harbour, market):
    text = write(TWO)
    text.caret("One.", "end").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    assert f'data-photo="{harbour.pk}"' in text.html


def test_escape_leaves_the_text_as_it_was_and_the_caret_in_it(write, page, harbour):
    text = write(TWO)
    text.caret("One.", "end").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(1)
    text.press("Escape")
    expect(dialog(page)).to_have_count(0)
    text.type("!")
    assert text.html == TWO.replace("One.", "One.!")


def test_nothing_found_is_said_and_enter_then_does_nothing(write, page, harbour):
    text = write(TWO)
    text.caret("One.").press("Control+Alt+p").type("nothing such")
    status = dialog(page).get_by_role("status")
    expect(status).to_have_text("No photograph is found for these words. Try fewer, or upload one.")
    text.press("Enter", "ArrowDown", "Enter")
    expect(dialog(page)).to_be_visible()


def test_an_empty_shelf_says_what_to_do(write, page):
    write(TWO).caret("One.").press("Control+Alt+p")
    status = dialog(page).get_by_role("status")
    expect(status).to_have_text("There are no photographs yet. Upload the first one.")
    upload = dialog(page).get_by_role("link", name="Upload a photograph")
    assert upload.get_attribute("href").endswith("/admin/photos/photo/add/")
    assert upload.get_attribute("target") == "_blank"


def test_who_is_logged_out_meanwhile_is_told(write, page, harbour):
    text = write(TWO)
    page.context.clear_cookies()
    text.caret("One.").press("Control+Alt+p")
    expect(dialog(page).get_by_role("status")).to_contain_text("You are no longer logged in.")
    text.press("Escape")
    assert text.html == TWO


def test_who_is_offline_is_told(write, page, harbour):
    text = write(TWO)
    page.context.set_offline(True)
    text.caret("One.").press("Control+Alt+p")
    expect(dialog(page).get_by_role("status")).to_contain_text("Are you offline?")
    page.troubles.clear()


def test_words_of_a_photograph_are_shown_as_words(write, page):
    make_photo(title="<img src=x onerror=alert(1)>", credit="<b>Mona</b>", caption="<i>x</i>")
    text = write(TWO)
    text.caret("One.").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.get_by_role("option")).to_contain_text("<b>Mona</b>")
    text.press("Enter")
    expect(page.locator(".tiptap figure")).to_contain_text("<b>Mona</b>")
    assert "&lt;i&gt;x&lt;/i&gt;" in text.html


# --- in the text


def test_a_photograph_takes_the_place_of_an_empty_line(write, page, harbour):
    text = write(TWO)
    text.caret("One.", "end").press("Enter", "Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(1)
    text.press("Enter")
    expect(page.locator(".tiptap figure")).to_have_count(1)
    assert text.html.count("<p") == 2


def test_a_photograph_stands_after_a_list_and_not_within(write, page, harbour):
    text = write("<ul><li><p>Six</p></li><li><p>Seven</p></li></ul>")
    text.caret("Six", "end").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(1)
    text.press("Enter")
    expect(page.locator(".tiptap > figure")).to_have_count(1)
    assert text.html.startswith("<ul><li><p>Six</p></li><li><p>Seven</p></li></ul><figure")


def test_a_photograph_shows_picture_and_credit(write, page, harbour):
    write(figure(harbour, "Boats."))
    shown = page.locator(".tiptap figure")
    expect(shown.get_by_role("img", name="Harbour")).to_have_attribute("src", file_address(harbour))
    expect(shown).to_contain_text("Omar Marques/SOPA/ZUMA")
    expect(shown.get_by_role("img")).to_have_js_property("naturalWidth", 60)


def test_a_missing_credit_is_said_with_a_way_to_it_and_seen_when_it_comes(
    write, page, market, editor
):
    write(figure(market))
    link = page.locator(".tiptap figure").get_by_role("link", name="no credit yet")
    expect(link).to_have_attribute("target", "_blank")
    assert link.get_attribute("href").endswith(f"/admin/photos/photo/{market.pk}/change/")
    red = link.evaluate("(element) => getComputedStyle(element).color")
    assert red == "rgb(168, 35, 26)"
    receiving.credit(market, by=editor, photographer="Mona Iris", licence=Licence.OWN)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".tiptap figure")).to_contain_text("Mona Iris")
    expect(link).to_have_count(0)


def test_a_photograph_that_is_gone_is_said_to_be_gone(write, page, harbour):
    write(figure(harbour).replace(f'"{harbour.pk}"', '"987654"'))
    expect(page.locator(".tiptap figure")).to_contain_text("This photograph no longer exists.")


def test_enter_leaves_the_caption_for_a_new_paragraph(write, harbour):
    text = write(figure(harbour, "Boats."))
    text.caret("Boats.", "end").press("Enter").type("On.")
    assert text.html == figure(harbour, "Boats.") + "<p>On.</p>"


def test_backspace_in_an_empty_caption_takes_the_photograph_out(write, harbour):
    text = write(figure(harbour, "X") + TWO)
    text.caret("X", "end").press("Backspace")
    assert "<figure" in text.html
    text.press("Backspace")
    assert text.html == TWO
    text.undo()
    assert "<figure" in text.html


def test_backspace_at_the_start_of_a_caption_leaves_everything_in_place(write, harbour):
    html = '<p data-source="b1">One.</p>' + figure(harbour, "Boats.")
    text = write(html)
    text.caret("Boats.").press("Backspace")
    assert text.html in (html, "")


def test_a_press_on_the_picture_selects_it_and_delete_takes_it_out(write, page, harbour):
    text = write(figure(harbour, "Boats.") + TWO)
    page.get_by_role("img", name="Harbour").click()
    text.press("Delete")
    assert text.html == TWO


def test_within_a_photograph_the_button_changes_it_and_keeps_the_caption(
    write, page, harbour, market
):
    text = write(figure(harbour, "My own words."))
    text.caret("My own words.")
    page.get_by_role("button", name="Photograph").click()
    page.get_by_role("option", name="Market").click()
    expect(page.locator(".tiptap figure")).to_contain_text("no credit yet")
    assert text.html == figure(market, "My own words.")


def test_a_photograph_of_the_original_keeps_its_block(write, harbour):
    html = (
        f'<figure data-photo="{harbour.pk}" data-source="b7"><figcaption>Boats.</figcaption>'
        "</figure>"
    )
    text = write(html)
    text.caret("Boats.", "end").type("!")
    assert text.stored() == html.replace("Boats.", "Boats.!")


def test_a_caption_is_plain_text(write, harbour):
    text = write(figure(harbour, "Boats."))
    text.caret("Boats.").press("Shift+End", "Control+b")
    assert "<strong>" not in text.html


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "1 2", "99999999999"])
def test_a_figure_without_a_proper_number_is_no_photograph(write, page, number):
    text = write(f'<figure data-photo="{number}"><figcaption>Words.</figcaption></figure>{TWO}')
    text.caret("One.").type("A")
    assert "<figure" not in text.html
    assert "Words." in text.html


def test_the_whole_of_it_is_stored_as_written(write, page, harbour):
    text = write(TWO)
    text.caret("One.", "end").press("Control+Alt+p")
    expect(page.get_by_role("option")).to_have_count(1)
    text.press("Enter")
    expect(page.locator(".tiptap figure")).to_have_count(1)
    one, two = TWO.replace("</p>", "</p>|").split("|")[:2]
    assert text.stored() == one + figure(harbour, "Boats at dawn.") + two
    assert Photo.objects.count() == 1
