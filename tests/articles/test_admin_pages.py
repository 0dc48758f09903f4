"""The site's own pages at the desk."""

import lxml.html
import pytest

from articles import page_keeping
from articles.models import Page, Section
from tests.factories import make_section, make_user

pytestmark = pytest.mark.django_db
ALL = "/admin/articles/page/"
ADD = f"{ALL}add/"
ABOUT = {"edition": "en", "slug": "about", "title": "About us", "body": "<p>We carry.</p>"}


@pytest.fixture
def ben():
    return make_user("editor", "ben", first_name="Ben", last_name="Adler")


@pytest.fixture
def helen():
    return make_user("managing editor", "helen", first_name="Helen", last_name="Marwick")


@pytest.fixture
def desk(ben, client):
    client.force_login(ben)
    return client


@pytest.fixture
def head(helen, client):
    client.force_login(helen)
    return client


@pytest.fixture
def page(ben):
    return page_keeping.begin(by=ben, **ABOUT)


def change(page):
    return f"{ALL}{page.pk}/change/"


def typed(page, version=1, **words):
    return {"version": version, "title": page.title, "body": page.body} | words


def text(answer):
    return " ".join(lxml.html.fromstring(answer.text).text_content().split())


def test_an_empty_list_says_which_pages_readers_look_for(desk):
    assert "The site has no pages of its own yet." in text(desk.get(ALL))


def test_a_page_is_begun(desk):
    assert "It stays: others link to it." in text(desk.get(ADD))

    answer = desk.post(ADD, ABOUT, follow=True)

    page = Page.objects.get()
    assert (page.slug, page.title, page.body) == ("about", "About us", "<p>We carry.</p>")
    assert "Nobody sees it yet" in text(answer)
    assert "about" in text(desk.get(ALL))


def test_what_is_refused_is_told_beside_its_field_and_nothing_is_lost(desk):
    make_section(slug="world")

    answer = desk.post(ADD, ABOUT | {"slug": "world", "title": "The world"})

    assert answer.status_code == 400
    assert "“world” is the address of a section" in text(answer)
    assert 'value="The world"' in answer.text
    assert desk.post(ADD, ABOUT | {"slug": "search"}).status_code == 400
    assert not Page.objects.exists()


def test_a_section_does_not_take_the_address_of_a_page(head, page):
    page_keeping.begin(by=make_user("editor"), **ABOUT | {"slug": "people"})

    answer = head.post(
        "/admin/articles/section/add/", {"name": "P", "slug": "people", "position": 1}
    )

    assert "“people” is the address of a page" in text(answer)
    assert not Section.objects.exists()


def test_what_is_typed_is_stored_as_the_next_version(desk, page):
    answer = desk.post(change(page), typed(page, body="<p>New.</p><script>1</script>"), follow=True)

    page.refresh_from_db()
    assert (page.version, page.body) == (2, "<p>New.</p>")
    assert "Saved as version 2." in text(answer)


def test_a_title_is_needed_and_the_text_stays(desk, page):
    answer = desk.post(change(page), typed(page, title=" ", body="<p>Long work.</p>"))

    assert answer.status_code == 400
    assert "Long work." in answer.text
    assert Page.objects.get().version == 1


def test_two_versions_are_compared_and_mine_can_be_stored(desk, page, helen):
    page_keeping.save(page, by=helen, seen=1, title="About us", body="<p>Hers.</p>")

    answer = desk.post(change(page), typed(page, body="<p>His.</p>"))

    assert answer.status_code == 409
    document = lxml.html.fromstring(answer.content)
    assert "by Helen Marwick" in text(answer)
    assert [a.text_content().strip() for a in document.xpath("//textarea")] == [
        "<p>His.</p>",
        "<p>Hers.</p>",
    ]
    again = document.xpath("//form[.//button[contains(., 'Store mine')]]")[0]
    assert desk.post(again.get("action"), dict(again.form_values())).status_code == 302
    assert Page.objects.get().body == "<p>His.</p>"


def test_a_former_version_is_taken_up_again(desk, page, ben):
    page_keeping.save(page, by=ben, seen=1, title="About us", body="<p>Worse.</p>")

    answer = desk.get(change(page), {"from": 1})

    assert "This is version 1" in text(answer)
    assert "We carry." in answer.text
    assert Page.objects.get().body == "<p>Worse.</p>"


def test_publishing_is_asked_first_and_acts_on_post(head, page):
    move = f"{ALL}{page.pk}/move/publish/"

    assert "Readers see this version from now on" in text(head.get(move))
    assert not Page.objects.live().exists()

    answer = head.post(move, {"version": 1}, follow=True)

    assert Page.objects.live().get().live.number == 1
    assert "as readers see it" in text(answer)


def test_a_page_is_taken_offline(head, page, helen):
    page_keeping.publish(page, by=helen, seen=1)
    move = f"{ALL}{page.pk}/move/take-offline/"

    assert "links to it lead nowhere" in text(head.get(move))
    head.post(move, {"version": 1})

    assert not Page.objects.live().exists()


def test_nobody_publishes_what_they_have_not_seen(head, page, helen):
    page_keeping.save(page, by=helen, seen=1, title="About us", body="<p>New.</p>")

    answer = head.post(f"{ALL}{page.pk}/move/publish/", {"version": 1})

    assert answer.status_code == 409
    assert "it is version 2" in text(answer)
    assert not Page.objects.live().exists()


def test_an_editor_is_told_who_publishes(desk, page):
    move = f"{ALL}{page.pk}/move/publish/"

    assert "A managing editor publishes it" in text(desk.get(change(page)))
    assert [desk.get(move).status_code, desk.post(move, {"version": 1}).status_code] == [403, 403]
    assert desk.post(f"{ALL}{page.pk}/place/", {"version": 1, "position": 1}).status_code == 403


def test_there_are_no_other_moves(head, page):
    assert head.get(f"{ALL}{page.pk}/move/burn/").status_code == 404
    assert head.get(f"{ALL}{page.pk}/delete/").status_code == 403


def test_a_publisher_says_where_the_footer_names_it(head, page):
    place = f"{ALL}{page.pk}/place/"

    head.post(place, {"version": 1, "position": 7})
    assert (Page.objects.get().in_footer, Page.objects.get().position) == (False, 7)

    answer = head.post(place, {"version": 1, "position": "many"}, follow=True)
    assert "as a number from 0 to 999" in text(answer)
    answer = head.post(place, {"version": 9, "position": 1}, follow=True)
    assert "was changed by Ben Adler" in text(answer)


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor"])
def test_pages_are_not_for_every_role(client, page, role):
    client.force_login(make_user(role))

    assert [client.get(at).status_code for at in (ALL, ADD, change(page))] == [403, 403, 403]


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_costs_the_same_however_many_versions(
    desk, ben, page, number, django_assert_num_queries
):
    for seen in range(1, number):
        page_keeping.save(page, by=ben, seen=seen, title="About us", body=f"<p>{seen}</p>")

    # session, user, two for permissions, bell; the page, its versions
    with django_assert_num_queries(5):
        desk.get(change(page))


# --- as readers will see it


def preview(client, page, **words):
    said = {"title": page.title, "body": page.body} | words
    return client.post(f"{ALL}{page.pk}/preview/", said)


def test_a_page_is_shown_as_it_is_typed_and_not_stored(desk, page):
    answer = preview(desk, page, title="We", body="<h2>Typed</h2>")

    assert "<h1>We</h1>" in answer.text
    assert '<div class="story-body"><h2>Typed</h2></div>' in answer.text
    assert Page.objects.get().title == "About us"
    assert desk.get(f"{ALL}{page.pk}/preview/").status_code == 405


def test_what_is_typed_is_cleaned_before_it_is_shown(desk, page):
    answer = preview(desk, page, title="<b>We</b>", body="<script>1</script><p onclick='x'>a</p>")

    assert "<h1>&lt;b&gt;We&lt;/b&gt;</h1>" in answer.text
    assert '<div class="story-body"><p>a</p></div>' in answer.text


def test_a_text_that_is_too_long_is_told_in_its_place(desk, page):
    answer = preview(desk, page, body="x" * 400_001)

    assert "400,000 is the most" in answer.text


def test_the_desk_may_frame_it_and_nobody_else(desk, page, client):
    answer = preview(desk, page)

    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    client.force_login(make_user("translator"))
    assert preview(client, page).status_code == 403


# --- editions


def test_with_several_editions_a_page_says_of_which_it_is(desk, settings):
    settings.EDITIONS = ["en", "fr"]
    assert "French" in text(desk.get(ADD))

    desk.post(ADD, ABOUT | {"edition": "fr", "slug": "a-propos"})
    desk.post(ADD, ABOUT | {"edition": "de", "slug": "ueber-uns"})

    assert [page.edition for page in Page.objects.all()] == ["fr"]
    listed = text(desk.get(ALL))
    assert "/fr/a-propos/" in listed
    assert "Edition" in listed


def test_with_one_edition_nobody_is_asked(desk, page):
    assert "French" not in text(desk.get(ADD))
    assert "Edition" not in text(desk.get(ALL))


def test_the_list_says_what_readers_see(head, page, helen):
    assert "nothing yet" in text(head.get(ALL))

    page = page_keeping.publish(page, by=helen, seen=1)
    assert "this version" in text(head.get(ALL))

    page_keeping.save(page, by=helen, seen=1, title="About us", body="<p>New.</p>")
    assert "version 1" in text(head.get(ALL))


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_costs_the_same_however_many_pages(
    head, helen, number, django_assert_max_num_queries
):
    for n in range(number):
        page = page_keeping.begin(by=helen, **ABOUT | {"slug": f"page-{n}"})
        page_keeping.publish(page, by=helen, seen=1)

    with django_assert_max_num_queries(8):
        head.get(ALL)
