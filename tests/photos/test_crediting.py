"""The verb that credits many photographs; the page is in test_admin_crediting."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.utils import timezone

from photos import receiving
from photos.models import Agency, Credit, Licence, Photo
from tests.factories import make_agency, make_photo, make_user

pytestmark = pytest.mark.django_db

OWN = {"photographer": "Mona Iris", "licence": Licence.OWN}


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def two():
    return [make_photo(credit=None), make_photo(credit=None)]


def seen(photos):
    """What a page that shows them now has seen of their credits."""
    return {photo.pk: photo.credit.changed_at if photo.credit_line else None for photo in photos}


def lines():
    return [photo.credit_line for photo in Photo.objects.with_credit().order_by("pk")]


def credit(photos, by, **said):
    return receiving.credit_many(photos, by=by, seen=seen(photos), **OWN | said)


def test_many_photographs_are_credited_alike(pia, two):
    field = make_agency("Field Images")
    credit(two, pia, agency=field, fee=20, valid_until=datetime.date(2027, 1, 31))
    assert lines() == ["Mona Iris/Field Images"] * 2
    assert set(Credit.objects.values_list("fee", "valid_until")) == {
        (20, datetime.date(2027, 1, 31))
    }


def test_every_field_of_a_credit_is_replaced(pia):
    photo = make_photo(credit="Old Name/Old Agency")
    Credit.objects.update(single_use=True, territory="Europe", no_crop=True)
    credit([photo], pia)
    now = Credit.objects.get()
    assert (now.line, now.licence) == ("Mona Iris", "own")
    assert (now.single_use, now.territory, now.no_crop) == (False, "", False)


def test_a_credit_that_is_replaced_stays_one_row(pia):
    photo = make_photo(credit="Old Name")
    number = photo.credit.pk
    credit([photo], pia)
    assert list(Credit.objects.values_list("pk", flat=True)) == [number]


def test_credited_photographs_wait_for_new_files_and_live_stories_for_them(pia, two):
    before = timezone.now()
    Photo.objects.update(unfinished=False)
    other = make_photo()
    Photo.objects.filter(pk=other.pk).update(unfinished=False)
    credit(two, pia)
    for photo in Photo.objects.exclude(pk=other.pk):
        assert photo.unfinished
        assert photo.changed_at > before
    assert not Photo.objects.get(pk=other.pk).unfinished


def test_some_are_credited_as_their_own_files_say(pia, two):
    named = {
        two[1].pk: {"photographer": "Ana Luz", "agency": "Tidewater", "distributor": "Northlight"}
    }
    credit(two, pia, named=named, territory="Europe")
    assert lines() == ["Mona Iris", "Ana Luz/Tidewater/Northlight"]
    assert set(Credit.objects.values_list("territory", flat=True)) == {"Europe"}


def test_a_firm_that_is_known_is_not_added_again_whatever_its_case(pia, two):
    make_agency("TIDEWATER")
    named = {
        photo.pk: {"photographer": "", "agency": "Tidewater", "distributor": "Northlight"}
        for photo in two
    }
    credit(two, pia, named=named)
    assert lines() == ["TIDEWATER/Northlight"] * 2
    assert sorted(Agency.objects.values_list("name", flat=True)) == ["Northlight", "TIDEWATER"]


@pytest.mark.parametrize(
    ("name", "slug"), [("Tide Water", "tide-water-2"), ("ТАСС", "agency"), ("!", "agency")]
)
def test_an_added_firm_gets_a_slug_that_is_free(pia, two, name, slug):
    Agency.objects.create(name="Tide-Water", slug="tide-water")
    credit(two[:1], pia, named={two[0].pk: {"photographer": "", "agency": name, "distributor": ""}})
    assert Agency.objects.get(name=name).slug == slug


def test_who_may_not_add_firms_adds_none_and_credits_nobody(two):
    tom = make_user("", "tom")
    tom.user_permissions.add(permission("change_credit"))
    named = {two[0].pk: {"photographer": "", "agency": "Tidewater", "distributor": ""}}
    with pytest.raises(receiving.NotAllowed, match="tom may not add agencies"):
        credit(two, tom, named=named)
    assert lines() == ["", ""]
    assert not Agency.objects.exists()


@pytest.mark.parametrize("role", ["translator", "newsletter editor", ""])
def test_who_may_not_credit_is_refused(two, role):
    tom = make_user(role, "tom")
    with pytest.raises(receiving.NotAllowed, match="tom may not credit photographs"):
        credit(two, tom)
    assert lines() == ["", ""]


def test_a_credit_given_meanwhile_is_never_overwritten(pia, two):
    before = seen(two)
    receiving.credit(two[1], by=pia, photographer="Faster", licence=Licence.OWN)
    with pytest.raises(receiving.CreditedMeanwhile, match=str(two[1])) as refused:
        receiving.credit_many(two, by=pia, seen=before, **OWN)
    assert refused.value.photos == [two[1]]
    assert lines() == ["", "Faster"], "all or none"


def test_a_credit_changed_meanwhile_is_never_overwritten(pia):
    photo = make_photo()
    before = seen([photo])
    receiving.credit(photo, by=pia, photographer="Faster", licence=Licence.OWN)
    with pytest.raises(receiving.CreditedMeanwhile):
        receiving.credit_many([photo], by=pia, seen=before, **OWN)
    assert lines() == ["Faster"]


def test_of_many_that_were_credited_meanwhile_some_are_named(pia):
    photos = [make_photo() for _ in range(7)]
    with pytest.raises(receiving.CreditedMeanwhile, match="and 2 more"):
        receiving.credit_many(photos, by=pia, seen={}, **OWN)


@pytest.mark.parametrize(
    "said",
    [
        {"photographer": " \u200b"},
        {"licence": Licence.CREATIVE_COMMONS},
        {"licence": "stolen"},
        {"valid_from": datetime.date(2026, 2, 1), "valid_until": datetime.date(2026, 1, 1)},
        {"copyright": "x" * 201},
    ],
)
def test_a_credit_that_cannot_be_is_refused_and_nothing_is_stored(pia, two, said):
    with pytest.raises(ValidationError):
        credit(two, pia, **said)
    assert lines() == ["", ""]


def test_a_file_that_names_nobody_is_no_credit(pia, two):
    nobody = {"photographer": "", "agency": "", "distributor": ""}
    with pytest.raises(ValidationError, match="Nobody is named beside"):
        credit(two, pia, named={two[1].pk: nobody})
    assert lines() == ["", ""]


def test_invisible_characters_are_taken_out(pia, two):
    credit(two, pia, photographer="Mona\u200b Iris\n", territory=" Europe\u202e")
    assert lines() == ["Mona Iris"] * 2
    assert Credit.objects.first().territory == "Europe"


def test_a_photograph_that_is_gone_meanwhile_is_left_out(pia, two):
    before = seen(two)
    Photo.objects.filter(pk=two[0].pk).delete()
    receiving.credit_many(two, by=pia, seen=before, **OWN)
    assert lines() == ["Mona Iris"]


@pytest.mark.parametrize("number", [1, 3])
def test_crediting_costs_the_same_for_one_and_for_many(pia, number, django_assert_num_queries):
    photos = [make_photo(credit=None) for _ in range(number)]
    assert pia.has_perm("photos.change_credit")  # read once for all that a person does
    with django_assert_num_queries(15):
        credit(photos, pia)


def permission(codename):
    return Permission.objects.get(content_type__app_label="photos", codename=codename)
