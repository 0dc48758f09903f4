"""What is owed for photographs: by agency and month, on the page and in the tables."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from articles import showing, usage
from articles.models import LiveArticle, PhotoUse
from photos.models import Credit, Licence, Photo
from tests.articles.pages import inline_code, tree, words
from tests.factories import make_live, make_photo

pytestmark = pytest.mark.django_db

THIS_MONTH = timezone.localdate().replace(day=1)
LAST_MONTH = (THIS_MONTH - datetime.timedelta(days=1)).replace(day=1)
PAGE = "/admin/photographs-used/"


def moment(first_day, day=1):
    at = datetime.datetime.combine(first_day.replace(day=day), datetime.time(12))
    return timezone.make_aware(at)


def used(photo, *positions, live=None, month=THIS_MONTH, day=1):
    live = live or make_live(headline="A harbour wakes")
    for position in positions or ("lead",):
        PhotoUse.objects.create(
            live=live, photo=photo, position=position, shown_at=moment(month, day)
        )
    return live


def owed(credit="Mona Iris/Field Images", fee="40.00", currency="EUR", **terms):
    photo = make_photo(credit=credit, title=f"Photo by {credit}")
    fee = Decimal(fee) if fee else None
    Credit.objects.filter(photo=photo).update(fee=fee, currency=currency, **terms)
    return Photo.objects.with_credit().get(pk=photo.pk)


def accounts(month=THIS_MONTH):
    return {
        account.agency: (len(account.rows), account.totals) for account in usage.for_month(month)
    }


# --- what counts


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("Omar Marques/SOPA Images/ZUMA", "ZUMA"),
        ("Omar Marques/SOPA Images", "SOPA Images"),
        ("Omar Marques", "Omar Marques"),
    ],
)
def test_whom_we_had_it_from_is_owed(credit, agency):
    used(owed(credit))
    assert list(accounts()) == [agency]


def test_fees_are_added_up_by_agency_and_currency():
    used(owed("Ana/Field", "40.10"))
    used(owed("Ben/Field", "0.90"))
    used(owed("Cem/Field", "70", "USD"))
    used(owed("Dan/Quay", "12"))
    assert accounts() == {
        "Field": (3, [("EUR", Decimal("41.00")), ("USD", Decimal("70.00"))]),
        "Quay": (1, [("EUR", Decimal("12.00"))]),
    }


def test_in_one_story_a_photograph_is_paid_once_and_in_two_twice():
    photo = owed()
    used(photo, "lead", "social", "newsletter")
    assert accounts() == {"Field Images": (1, [("EUR", Decimal("40.00"))])}
    used(photo)
    assert accounts() == {"Field Images": (2, [("EUR", Decimal("80.00"))])}


def test_what_was_shown_before_the_month_is_not_paid_again():
    photo = owed()
    live = used(photo, "lead", month=LAST_MONTH)
    showing.record_newsletter([(live.pk, photo.pk)])
    assert accounts() == {}
    ((account,),) = [usage.for_month(LAST_MONTH)]
    assert account.rows[0].places == "lead, newsletter"


@pytest.mark.parametrize("day", [1, 28])
def test_a_month_has_its_first_and_its_last_days(day):
    used(owed(), month=LAST_MONTH, day=day)
    assert list(accounts(LAST_MONTH)) == ["Field Images"]
    assert accounts() == {}


def test_a_month_ends_at_midnight_of_the_desk(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    use = used(owed()).photo_uses.get()
    begin = timezone.make_aware(datetime.datetime.combine(THIS_MONTH, datetime.time()))
    for at, month in ((begin, THIS_MONTH), (begin - datetime.timedelta(seconds=1), LAST_MONTH)):
        PhotoUse.objects.filter(pk=use.pk).update(shown_at=at)
        assert list(accounts(month)) == ["Field Images"]


def test_a_fee_that_is_corrected_is_corrected_here():
    photo = owed(fee=None)
    used(photo)
    Credit.objects.filter(photo=photo).update(fee=Decimal("15"))
    assert accounts() == {"Field Images": (1, [("EUR", Decimal("15.00"))])}


@pytest.mark.parametrize(
    ("terms", "missing"),
    [
        ({"fee": None, "licence": Licence.RIGHTS_MANAGED}, True),
        ({"fee": None, "licence": Licence.OWN}, False),
        ({"fee": "0", "licence": Licence.RIGHTS_MANAGED}, False),
    ],
)
def test_the_fee_of_a_rights_managed_photograph_is_missed(terms, missing):
    used(owed(fee=terms.pop("fee"), **terms))
    (account,) = usage.for_month(THIS_MONTH)
    assert account.rows[0].fee_missing is missing


@pytest.mark.parametrize("number", [1, 5])
def test_it_costs_the_same_however_many(number, django_assert_num_queries):
    for n in range(number):
        used(owed(f"Person {n}/Firm {n}/House {n}"), "lead", "social")
    with django_assert_num_queries(2):
        for account in usage.for_month(THIS_MONTH):
            for row in account.rows:
                assert row.places == "lead, shared link"
                assert row.fee == 40
                assert row.photo.credit.line.startswith("Person")
                assert row.live.get_absolute_url()


# --- the page


@pytest.fixture
def page(client, desk):
    client.force_login(desk.pia)

    def get(**asked):
        return client.get(PAGE, asked)

    return get


def test_the_photo_desk_sees_what_is_owed_to_whom(page):
    live = used(owed("Omar Marques/SOPA Images/ZUMA"), "lead", "social", day=3)
    answer = page()
    (row,) = tree(answer).xpath("//tbody/tr")
    assert [words(cell) for cell in row] == [
        "Photo by Omar Marques/SOPA Images/ZUMA Omar Marques/SOPA Images/ZUMA",
        "A harbour wakes",
        f"{THIS_MONTH.replace(day=3):%-d %b %Y}",
        "lead, shared link",
        "40.00 EUR",
    ]
    assert live.get_absolute_url() in answer.text
    assert "1 photograph in" in words(answer)
    assert words(tree(answer).find(".//h2")) == "ZUMA 40.00 EUR"


def test_its_address_is_known_by_name_and_its_page_has_no_inline_code(page):
    used(owed())
    assert reverse("admin:photo_uses") == PAGE
    assert inline_code(page()) == []


@pytest.mark.parametrize(("person", "status"), [
    ("pia", 200), ("max", 200), ("adam", 200), ("ben", 403), ("anna", 403), ("nina", 403),
])  # fmt: skip
def test_who_pays_agencies_sees_it(client, desk, person, status):
    client.force_login(getattr(desk, person))
    for form in ("", "csv", "xlsx"):
        assert client.get(PAGE, {"as": form}).status_code == status


def test_a_missing_fee_is_pointed_out_and_leads_to_its_photograph(page):
    photo = owed(fee=None)
    used(photo)
    answer = page()
    assert "Of 1 the fee is not known." in words(answer)
    late = tree(answer).xpath("//td/a[@class='late']")
    assert [link.get("href") for link in late] == [f"/admin/photos/photo/{photo.pk}/change/"]


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        (["40"], "40.00 EUR"),
        ([None], "1 not known"),
        (["40", None, None], "40.00 EUR · 2 not known"),
    ],
)
def test_what_is_not_known_stands_beside_the_sum(page, fees, said):
    for fee in fees:
        used(owed(fee=fee))
    assert words(tree(page()).find(".//h2")) == f"Field Images {said}"


def test_what_costs_nothing_is_said_to(page):
    used(owed(fee=None, licence=Licence.OWN))
    assert words(tree(page()).find(".//h2")) == "Field Images no fee"


def test_a_withdrawn_story_is_still_owed_for(page):
    live = used(owed())
    now = timezone.now()
    LiveArticle.objects.filter(pk=live.pk).update(withdrawn_at=now, withdrawn_note="x", body="")
    assert "withdrawn" in words(page())


def test_one_agency_can_be_looked_at_alone(page):
    used(owed("Ana/Field"))
    used(owed("Ben/Quay"))
    assert [words(h2) for h2 in tree(page(agency="Quay")).xpath("//h2")] == ["Quay 40.00 EUR"]
    assert len(tree(page(agency="nobody")).xpath("//tbody/tr")) == 2


@pytest.mark.parametrize("month", ["", "x", "2026-13", "1999-01", "²"])
def test_a_month_that_is_none_is_this_month(page, month):
    used(owed())
    assert len(tree(page(month=month)).xpath("//tbody/tr")) == 1


def test_an_empty_month_says_so(page):
    assert "No story showed a photograph for the first time" in words(page())


def test_names_are_shown_as_text(page):
    used(owed("<script>alert(1)</script>"))
    assert "<script>alert(1)" not in page().text


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_costs_the_same_however_many(page, number, django_assert_num_queries):
    for n in range(number):
        used(owed(f"Person {n}/Firm {n}"))
    page()
    with django_assert_num_queries(5):
        page()


def test_looking_changes_nothing(page):
    used(owed())
    before = list(PhotoUse.objects.values())
    for form in ("", "csv", "xlsx"):
        page(**{"as": form})
    assert list(PhotoUse.objects.values()) == before


# --- the tables


def test_the_csv_can_be_calculated_with_and_holds_no_formula(page):
    used(owed("=HYPERLINK(1)/+Firm"), day=3)
    answer = page(**{"as": "csv"})
    head, line = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    said = dict(zip(head, line, strict=True))
    assert (said["owed to"], said["credit"]) == ("'+Firm", "'=HYPERLINK(1)/+Firm")
    assert (said["fee"], said["currency"]) == ("40.00", "EUR")
    assert said["first shown"] == f"{THIS_MONTH:%Y-%m}-03"
    assert said["address"].startswith("http://testserver/section-")
    assert answer["Content-Disposition"].endswith(f'"photographs-{THIS_MONTH:%Y-%m}.csv"')


def test_the_workbook_has_numbers_and_days(page):
    used(owed("=1+1/Firm"))
    used(owed("Ana", fee=None))
    answer = page(**{"as": "xlsx"})
    head, first, second = load_workbook(io.BytesIO(answer.content)).active.values
    assert head[0] == "owed to"
    assert (first[0], first[8], first[9]) == ("Ana", None, None)
    assert (second[1], second[8], second[9]) == ("=1+1/Firm", 40, "EUR")
    assert second[5].date() == THIS_MONTH


def test_a_table_has_what_the_page_shows(page):
    used(owed("Ana/Field"))
    used(owed("Ben/Quay"))
    assert page(agency="Quay", **{"as": "csv"}).content.decode().count("\n") == 2
