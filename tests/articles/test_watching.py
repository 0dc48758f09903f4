"""The furniture's stamp: another one with every change of what the furniture is made of."""

import pytest
from django.db import connection, transaction

from articles import furniture, watching
from articles.models import FurnitureStamp, Page, Section, SectionName
from newsletters.models import Newsletter
from tests.factories import make_live, make_newsletter, make_section

pytestmark = pytest.mark.django_db


def stamp():
    return FurnitureStamp.objects.get().stamp


def test_every_table_that_the_furniture_is_read_from_is_watched():
    assert watching.tables() == {
        "articles_section", "articles_sectionname", "articles_page", "articles_pagerevision",
        "newsletters_newsletter",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda world: SectionName.objects.create(section=world, edition="fr", name="Monde"),
        lambda world: Section.objects.filter(pk=world.pk).update(name="Elsewhere"),
        lambda world: Section.objects.bulk_create([Section(name="Seas", slug="seas")]),
        lambda world: world.delete(),
        lambda world: make_newsletter(),
        lambda world: Newsletter.objects.update(active=False),
        lambda world: Page.objects.create(slug="about", edition="en"),
    ],
)
def test_whoever_changes_it_the_stamp_is_another(change):
    world, _ = make_section("World", slug="world"), make_newsletter(name="Weekly")
    before = stamp()
    change(world)
    assert stamp() != before


def test_what_is_not_of_the_furniture_leaves_the_stamp(client):
    make_live()
    before = stamp()
    make_live(section=Section.objects.get(), headline="Another")
    assert stamp() == before


def test_a_change_that_is_taken_back_leaves_nothing_behind():
    """Neither for who read it meanwhile nor for the next change."""
    make_section("World", slug="world")
    before, rows = stamp(), furniture.fetch("en")
    with transaction.atomic():
        make_section("Seas", slug="seas")
        assert "Seas" in furniture.fetch("en")
        transaction.set_rollback(True)
    assert (stamp(), furniture.at("en", stamp())) == (before, rows)


def test_what_is_known_of_a_stamp_is_not_asked_for_again(django_assert_num_queries):
    make_section("World", slug="world")
    rows, now = furniture.fetch("en"), stamp()
    with django_assert_num_queries(0):
        assert furniture.at("en", now) == rows
    with django_assert_num_queries(1):
        assert furniture.at("fr", now) != ""


def test_without_a_stamp_nothing_is_kept(django_assert_num_queries):
    FurnitureStamp.objects.all().delete()
    furniture.fetch("en")
    with django_assert_num_queries(1):
        furniture.at("en", None)


def test_a_table_that_was_made_anew_is_watched_after_the_next_migrate():
    for name in triggers("articles_section"):
        on = " ON articles_section" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{on}")
    make_section("World", slug="world")
    before = stamp()
    watching.watch(using="default")
    assert stamp() != before  # what happened meanwhile
    before = stamp()
    make_section("Seas", slug="seas")
    assert stamp() != before


def triggers(table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
                [table],
            )
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
        return [name for (name,) in cursor.fetchall()]
