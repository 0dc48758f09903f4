"""What the database itself holds to: fronts, slots, pages and counts."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Front, FrontSlot, MostRead, Page, PageRevision, Reads
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db


def refused(make, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**values)
    return True


def test_an_edition_has_one_home_page_and_one_front_for_each_section():
    world = make_section()
    Front.objects.create(edition="en")
    Front.objects.create(edition="en", section=world)
    Front.objects.create(edition="fr")

    assert refused(Front.objects.create, edition="en")
    assert refused(Front.objects.create, edition="en", section=world)


def test_a_place_holds_one_story_and_a_story_stands_once():
    front = Front.objects.create(edition="en")
    one, two = make_live(), make_live()
    FrontSlot.objects.create(front=front, position=0, live=one)

    assert refused(FrontSlot.objects.create, front=front, position=0, live=two)
    assert refused(FrontSlot.objects.create, front=front, position=1, live=one)


def test_a_front_is_called_by_its_section_and_where_there_are_several_by_its_edition(settings):
    home, world = Front(edition="fr"), Front(edition="fr", section=make_section("World"))
    assert [str(home), str(world)] == ["Home page", "World"]

    settings.EDITIONS = ["en", "fr"]

    assert [str(home), str(world)] == ["Home page (fr)", "World (fr)"]
    assert home.get_absolute_url() == "/fr/"


def test_a_page_is_online_since_a_moment_by_somebody_or_not_at_all():
    by = make_user()
    page = Page.objects.create(edition="en", slug="about", title="About")
    live = PageRevision.objects.create(page=page, number=1, title="About", by=by)
    now = timezone.now()

    assert refused(Page.objects.update, live=live)
    assert refused(Page.objects.update, live=live, published_at=now)
    assert refused(Page.objects.update, published_at=now, published_by=by)
    Page.objects.update(live=live, published_at=now, published_by=by)


def test_an_address_is_one_page_of_an_edition_and_a_version_is_kept_once():
    page = Page.objects.create(edition="en", slug="about", title="About")
    PageRevision.objects.create(page=page, number=1, title="About", by=make_user())

    assert refused(Page.objects.create, edition="en", slug="about", title="Other")
    assert refused(PageRevision.objects.create, page=page, number=1, title="About", by=make_user())


def test_an_hour_of_a_story_is_one_row_and_a_rank_one_story():
    live, now = make_live(), timezone.now()
    Reads.objects.create(live=live, hour=now, count=1)
    MostRead.objects.create(edition="en", rank=1, live=live)

    assert refused(Reads.objects.create, live=live, hour=now, count=1)
    assert refused(MostRead.objects.create, edition="en", rank=1, live=make_live())


def test_their_names_are_for_people():
    live, at = make_live(headline="One"), timezone.now()
    page = Page(title="About us")

    assert str(page) == "About us"
    assert str(PageRevision(page=page, number=3)) == "version 3"
    assert str(FrontSlot(position=0, live=live)) == f"1: {live.pk}"
    assert str(MostRead(edition="en", rank=2)) == "2 of en"
    assert str(Reads(live=live, hour=at, count=4)).startswith("4 in the hour of 20")
