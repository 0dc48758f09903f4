import pytest
from django.contrib.auth.models import Permission

from articles import workflow
from articles.addresses import RESERVED
from articles.models import Section, SectionName, State, Tag
from tests.articles.pages import inline_code, tree, words
from tests.articles.stories import bring
from tests.factories import make_author, make_photo, make_section, make_user
from tests.seals import seal

pytestmark = pytest.mark.django_db

SECTIONS = "/admin/articles/section/"
RECORDS = ("event", "livearticle", "correction")


@pytest.fixture
def as_max(client, desk):
    client.force_login(desk.max)
    return client


@pytest.fixture
def as_root(client):
    client.force_login(make_user(is_superuser=True))
    return client


def section(**said):
    return {"name": "Seas", "slug": "seas", "description": "", "position": "1"} | said


def test_a_managing_editor_opens_a_section(as_max):
    assert as_max.post(f"{SECTIONS}add/", section()).status_code == 302
    assert Section.objects.get().slug == "seas"


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_section_cannot_take_an_address_of_the_site(as_max, slug):
    response = as_max.post(f"{SECTIONS}add/", section(slug=slug))
    assert "is an address of the site itself" in words(response)
    assert not Section.objects.exists()


def test_the_address_of_a_section_stays(as_max):
    kept = make_section("Seas", slug="seas")
    response = as_max.get(f"{SECTIONS}{kept.pk}/change/")
    assert not tree(response).xpath("//input[@name='slug']")
    as_max.post(
        f"{SECTIONS}{kept.pk}/change/", section(name="Oceans", slug="oceans", seen=seal(kept))
    )
    kept.refresh_from_db()
    assert (kept.name, kept.slug) == ("Oceans", "seas")


def test_who_may_name_a_section_names_it_in_every_edition(as_max, settings):
    settings.EDITIONS = ["en", "fr"]
    named = {"names-INITIAL_FORMS": 0, "names-TOTAL_FORMS": 1, "names-0-edition": "fr",
             "names-0-name": "Mers", "names-0-description": ""}  # fmt: skip
    assert as_max.post(f"{SECTIONS}add/", section() | named).status_code == 302
    assert SectionName.objects.get(section__slug="seas", edition="fr").name == "Mers"


def test_a_page_that_stood_open_takes_back_no_name_in_another_edition(as_max, settings):
    settings.EDITIONS = ["en", "fr"]
    kept = make_section("Seas", slug="seas")
    name = SectionName.objects.create(section=kept, edition="fr", name="Mers")
    inline = {"INITIAL_FORMS": 1, "TOTAL_FORMS": 1, "0-id": name.pk, "0-section": kept.pk,
              "0-edition": "fr", "0-name": "Les mers", "0-description": ""}  # fmt: skip
    mine = section(seen=seal(kept)) | {f"names-{name}": said for name, said in inline.items()}
    SectionName.objects.update(name="Océans")
    response = as_max.post(f"{SECTIONS}{kept.pk}/change/", mine)
    assert response.status_code == 409
    assert tree(response).xpath("//input[@name='names-0-name']/@value") == ["Les mers"]
    assert SectionName.objects.get().name == "Océans"


def test_the_address_of_a_tag_stays(as_max):
    tag = Tag.objects.create(name="Ports", slug="ports")
    page = f"/admin/articles/tag/{tag.pk}/change/"
    as_max.post(page, {"name": "Harbours", "slug": "harbours", "seen": seal(tag)})
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("Harbours", "ports")


def test_an_editor_reads_sections_and_opens_none(client, desk):
    client.force_login(desk.ben)
    assert client.get(SECTIONS).status_code == 200
    assert client.get(f"{SECTIONS}add/").status_code == 403


@pytest.mark.parametrize("record", RECORDS)
def test_what_is_on_record_is_read_and_not_written_even_by_a_superuser(as_root, desk, record):
    article = bring(desk, State.PUBLISHED)
    thing = {"event": article.events.first().pk, "livearticle": article.live.pk}.get(record)
    assert as_root.get(f"/admin/articles/{record}/").status_code == 200
    assert as_root.get(f"/admin/articles/{record}/add/").status_code == 403
    if thing:
        page = f"/admin/articles/{record}/{thing}/"
        response = as_root.get(f"{page}change/")
        assert response.status_code == 200
        assert not tree(response).xpath("//main//input[@type='submit']")
        assert as_root.post(f"{page}change/", {}).status_code == 403
        assert as_root.post(f"{page}delete/", {"post": "yes"}).status_code == 403


def test_who_may_open_no_accounts_and_agreements_is_led_to_none(client, desk):
    """Their names stand on many pages."""
    article = bring(desk, State.PUBLISHED)
    live, photo = article.live, make_photo(uploaded_by=desk.pia)
    author = make_author(user=desk.anna)
    pages = {
        desk.nina: [f"articles/livearticle/{live.pk}", f"authors/author/{author.pk}"],
        desk.ben: [f"articles/event/{article.events.first().pk}", f"photos/photo/{photo.pk}"],
    }
    for person, of in pages.items():
        client.force_login(person)
        for page in of:
            read = tree(client.get(f"/admin/{page}/change/"))
            led = read.xpath("//main//a/@href")
            assert not [to for to in led if "/auth/user/" in to or "/agreement/" in to], page
    assert "Ada Ember" in words(client.get(f"/admin/authors/author/{author.pk}/change/"))


@pytest.mark.parametrize("record", [*RECORDS, "section", "tag"])
def test_their_pages_hold_nothing_that_a_strict_policy_forbids(as_root, desk, record):
    bring(desk, State.PUBLISHED)
    response = as_root.get(f"/admin/articles/{record}/")
    assert inline_code(response) == []
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_translator_does_not_read_what_is_live_or_corrected_in_the_admin(client, desk):
    client.force_login(desk.anna)
    for record in ("livearticle", "correction"):
        assert client.get(f"/admin/articles/{record}/").status_code == 403


@pytest.mark.parametrize("verb", ["hand_in", "return"])
def test_moves_of_a_story_are_read_only_by_those_who_may_see_it(client, desk, verb):
    article = bring(desk, State.EDITING, text={"headline": "Not for omar"})
    article = workflow.return_to_translator(
        article, by=desk.ben, seen=article.version, note="Ask the widow again."
    )
    desk.omar.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(desk.omar)
    event = article.events.get(verb=verb)
    listed = client.get("/admin/articles/event/").content.decode()
    assert "Not for omar" not in listed
    for page in ("change", "history"):
        response = client.get(f"/admin/articles/event/{event.pk}/{page}/", follow=True)
        assert "Not for omar" not in response.content.decode()
        assert "Ask the widow again." not in response.content.decode()


def test_an_editor_reads_the_moves_of_every_story(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.ben)
    response = client.get("/admin/articles/event/")
    assert response.status_code == 200
    assert article.headline in words(response)


@pytest.mark.parametrize("name", ["anna", "pia", "nina"])
def test_nobody_else_reads_the_moves_in_the_admin(client, desk, name):
    client.force_login(getattr(desk, name))
    assert client.get("/admin/articles/event/").status_code == 403


def test_stray_characters_in_the_name_of_a_section_are_taken_out(as_max):
    said = section(name="Se\u200bas\x00", description="One\u202e.  Two.\x07")
    assert as_max.post(f"{SECTIONS}add/", said).status_code == 302
    stored = Section.objects.get()
    assert (stored.name, stored.description) == ("Seas", "One. Two.")


def test_stray_characters_in_the_name_of_a_tag_are_taken_out(as_max):
    said = {"name": " Po\u00adrts\u202e  now\x00", "slug": "ports"}
    assert as_max.post("/admin/articles/tag/add/", said).status_code == 302
    assert Tag.objects.get().name == "Ports now"
