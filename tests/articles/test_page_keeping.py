"""The verbs of the site's own pages."""

import pytest
from django.core.exceptions import ValidationError

from articles import page_keeping
from articles.models import Page, PageRevision
from articles.page_keeping import PageConflict
from articles.revising import NotAllowed
from tests.factories import make_section, make_user

pytestmark = pytest.mark.django_db
ABOUT = "<p>We carry stories across.</p>"


@pytest.fixture
def ben():
    return make_user("editor", "ben", first_name="Ben", last_name="Adler")


@pytest.fixture
def helen():
    return make_user("managing editor", "helen")


def begin(by, **kwargs):
    said = {"edition": "en", "slug": "about", "title": "About us", "body": ABOUT}
    return page_keeping.begin(by=by, **said | kwargs)


def test_a_page_is_begun_unseen_and_on_record(ben):
    page = begin(ben)

    assert (page.version, page.live, list(Page.objects.live())) == (1, None, [])
    revision = page.revisions.get()
    assert (revision.number, revision.title, revision.body, revision.by) == (
        1, "About us", ABOUT, ben,
    )  # fmt: skip


def test_what_is_not_of_the_house_vocabulary_is_taken_out(ben):
    page = begin(
        ben, title="About\u200b us ", body='<script>1</script><h1>We</h1><p data-source="b1">x'
    )

    assert (page.title, page.body) == ("About us", "<h2>We</h2><p>x</p>")


def test_those_who_write_no_pages_are_told():
    anna = make_user("translator")

    with pytest.raises(NotAllowed, match="does not include writing"):
        begin(anna)


@pytest.mark.parametrize("slug", ["tag", "corrections", "search", "not a slug", ""])
def test_an_address_of_the_site_or_none_is_refused(ben, slug):
    with pytest.raises(ValidationError):
        begin(ben, slug=slug)


def test_the_address_of_a_section_is_refused(ben):
    make_section(slug="world")

    with pytest.raises(ValidationError, match="“world” is the address of a section"):
        begin(ben, slug="world")


def test_an_edition_has_a_page_once(ben):
    begin(ben)
    begin(ben, edition="fr")

    with pytest.raises(ValidationError):
        begin(ben)


def test_every_version_is_kept(ben):
    page = begin(ben)

    page = page_keeping.save(page, by=ben, seen=1, title="About", body="<p>New.</p>")

    assert (page.version, page.title, page.body) == (2, "About", "<p>New.</p>")
    assert list(page.revisions.values_list("number", "body")) == [(2, "<p>New.</p>"), (1, ABOUT)]


def test_of_two_who_save_at_once_the_second_is_told_by_whom(ben, helen):
    page = begin(ben)
    page_keeping.save(page, by=ben, seen=1, title="About", body="<p>His.</p>")

    with pytest.raises(PageConflict, match=r"by Ben Adler .* version 2\. Nothing of yours"):
        page_keeping.save(page, by=helen, seen=1, title="About", body="<p>Hers.</p>")

    assert Page.objects.get().body == "<p>His.</p>"


def test_a_text_that_is_too_long_is_refused_in_words(ben):
    with pytest.raises(ValidationError, match="400,000 is the most"):
        begin(ben, body="x" * 400_001)


def test_readers_see_the_version_that_was_published(ben, helen):
    page = begin(ben)

    page = page_keeping.publish(page, by=helen, seen=1)
    page_keeping.save(page, by=ben, seen=1, title="About", body="<p>New.</p>")

    page = Page.objects.live().get()
    assert (page.live.body, page.published_by, page.changed) == (ABOUT, helen, True)


def test_an_editor_writes_but_does_not_publish(ben):
    page = begin(ben)

    for verb in (page_keeping.publish, page_keeping.take_offline):
        with pytest.raises(NotAllowed, match="does not include publishing"):
            verb(page, by=ben, seen=1)
    with pytest.raises(NotAllowed):
        page_keeping.place(page, by=ben, seen=1, in_footer=False, position=3)


def test_an_empty_page_is_not_published(ben, helen):
    page = begin(ben, body="")

    with pytest.raises(ValidationError, match="no text yet"):
        page_keeping.publish(page, by=helen, seen=1)


def test_nobody_publishes_what_they_have_not_seen(ben, helen):
    page = begin(ben)
    page_keeping.save(page, by=ben, seen=1, title="About", body="<p>New.</p>")

    with pytest.raises(PageConflict):
        page_keeping.publish(page, by=helen, seen=1)


def test_a_page_is_taken_offline_and_stays_on_the_desk(helen):
    page = page_keeping.publish(begin(helen), by=helen, seen=1)

    page = page_keeping.take_offline(page, by=helen, seen=1)

    assert (page.live, page.published_at, page.published_by) == (None, None, None)
    assert PageRevision.objects.count() == 1


def test_where_the_footer_names_it_is_the_publishers_word(helen):
    page = page_keeping.place(begin(helen), by=helen, seen=1, in_footer=False, position=3)

    assert (page.in_footer, page.position, page.version) == (False, 3, 1)
