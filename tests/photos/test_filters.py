import datetime
import re

import pytest
from django.utils import timezone

from photos.models import Agency, Credit, Licence, Photo
from tests.factories import make_article, make_live, make_photo, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/photos/photo/"


@pytest.fixture
def desk(client):
    client.force_login(make_user("photo editor", "pia"))
    return client


def shown(client, **asked):
    """Titles in the grid, in the order of the alphabet."""
    listed = client.get(LIST, asked).context["cl"].result_list
    return sorted(photo.title for photo in listed)


def licensed(title, **terms):
    photo = make_photo(title=title)
    Credit.objects.filter(photo=photo).update(**terms)
    return photo


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("none", ["Nobody's"]),
        ("named", ["Endless", "Over", "Soon over"]),
        ("over", ["Over"]),
        ("soon", ["Soon over"]),
        ("nonsense", ["Endless", "Nobody's", "Over", "Soon over"]),
    ],
)
def test_the_library_is_narrowed_by_credit(desk, asked, titles):
    make_photo(title="Nobody's", credit=None)
    make_photo(title="Endless")
    licensed("Over", valid_until=in_days(-1))
    licensed("Soon over", valid_until=in_days(14))
    assert shown(desk, credit=asked) == titles


@pytest.mark.parametrize(("days", "found"), [(-400, True), (14, True), (15, False)])
def test_the_library_is_narrowed_to_live_photographs_whose_licence_ends(desk, days, found):
    photo = licensed("Harbour", valid_until=in_days(days))
    for _ in range(2):
        make_live(photos=[photo])
    licensed("In no story", valid_until=in_days(days))
    assert shown(desk, credit="ending") == ["Harbour"] * found


@pytest.mark.parametrize(
    ("agency", "titles"), [("SOPA", ["Both", "Taken"]), ("ZUMA", ["Both"]), ("Unknown", [])]
)
def test_the_library_is_narrowed_by_agency_and_distributor(desk, agency, titles):
    make_photo(title="Taken", credit="Omar Marques/SOPA")
    make_photo(title="Both", credit="Ana Luz/SOPA/ZUMA")
    make_photo(title="Own", credit="Mona Iris")
    slugs = dict(Agency.objects.values_list("name", "slug"))
    assert shown(desk, agency=slugs.get(agency, "unknown")) == titles


def test_an_agency_is_offered_when_something_is_owed_to_it(desk):
    make_photo(credit="Ana Luz/SOPA/ZUMA")
    Agency.objects.create(name="Idle Pictures", slug="idle")
    page = desk.get(LIST).text
    assert ">SOPA</a>" in page
    assert ">ZUMA</a>" in page
    assert "Idle Pictures" not in page


def test_the_library_is_narrowed_by_licence(desk):
    licensed("Ours", licence=Licence.OWN)
    licensed("Bought")
    assert shown(desk, licence="own") == ["Ours"]


def test_the_library_is_narrowed_by_use(desk):
    inline = make_photo(title="In a draft")
    make_article(body=f'<figure data-photo="{inline.pk}"><figcaption></figcaption></figure>')
    make_article(lead_photo=make_photo(title="Leads a draft"))
    make_article(lead_photo=make_photo(title="Led a killed one"), state="killed")
    live = make_photo(title="Live")
    for _ in range(2):
        make_live(photos=[live])
    gone = make_photo(title="Withdrawn")
    now = timezone.now()
    make_live(photos=[gone], withdrawn_at=now, withdrawn_note="Asked for.", body="")
    make_photo(title="Idle")
    assert shown(desk, use="live") == ["Live"]
    assert shown(desk, use="none") == ["Idle"]


def test_the_library_is_narrowed_by_tag(desk):
    make_photo(title="Harbour").tags.set(["boats", "north"])
    make_photo(title="Market").tags.set(["north"])
    assert shown(desk, tag="boats") == ["Harbour"]
    assert shown(desk, tag="north") == ["Harbour", "Market"]
    assert ">boats</a>" in desk.get(LIST).text


@pytest.mark.parametrize(
    ("month", "titles"),
    [
        ("2026-02", ["First", "Last"]),
        ("2026-03", ["Next"]),
        ("2026-13", ["First", "Last", "Next"]),
        ("0000-01", ["First", "Last", "Next"]),
        ("x", ["First", "Last", "Next"]),
    ],
)
def test_the_library_is_narrowed_by_month(desk, month, titles):
    zone = timezone.get_current_timezone()
    for title, day in {"First": (2, 1), "Last": (2, 28), "Next": (3, 1)}.items():
        at = datetime.datetime(2026, *day, 0, 30, tzinfo=zone)
        Photo.objects.filter(pk=make_photo(title=title).pk).update(uploaded_at=at)
    assert shown(desk, month=month) == titles


def test_months_are_offered_with_their_names_from_the_newest_to_the_oldest(desk):
    for month, day in ((1, 31), (3, 1)):
        at = datetime.datetime(2026, month, day, 12, tzinfo=datetime.UTC)
        Photo.objects.filter(pk=make_photo().pk).update(uploaded_at=at)
    page = desk.get(LIST).text
    offered = re.findall(r'<a href="\?month=([^"]+)"[^>]*>([^<]+)</a>', page)
    assert offered == [
        ("2026-03", "March 2026"), ("2026-02", "February 2026"), ("2026-01", "January 2026"),
    ]  # fmt: skip


def test_filters_and_search_narrow_together(desk):
    make_photo(title="Harbour", credit=None)
    make_photo(title="Harbour at night")
    make_photo(title="Market", alt="", caption="", credit=None)
    assert shown(desk, credit="none", q="harbour") == ["Harbour"]
