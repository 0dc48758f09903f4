import datetime

import pytest

from photos.models import Credit, Photo
from photos.problems import Problem, credit_problems
from tests.factories import make_photo

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 22)


def found(photo):
    return credit_problems(photo, DAY)


def licensed(valid_from=None, valid_until=None):
    photo = make_photo(title="Harbour")
    photo.credit.valid_from, photo.credit.valid_until = valid_from, valid_until
    photo.credit.save()
    return Photo.objects.with_credit().get()


def test_a_credited_and_described_photograph_has_no_problem():
    assert found(make_photo()) == []


def test_a_photograph_without_credit_is_held_back():
    assert found(make_photo(credit=None, title="Harbour")) == [
        Problem(
            "photo-uncredited",
            "“Harbour” has no credit. Name the photographer or the agency.",
            blocks=True,
        )
    ]


def test_a_licence_that_has_not_begun_holds_it_back_with_the_day():
    assert found(licensed(valid_from=datetime.date(2026, 11, 23))) == [
        Problem("photo-licence-not-begun", "The licence of “Harbour” begins on 23 November 2026.")
    ]


def test_a_licence_that_is_over_holds_it_back_with_the_day():
    assert found(licensed(valid_until=datetime.date(2026, 11, 21))) == [
        Problem("photo-licence-over", "The licence of “Harbour” ended on 21 November 2026.")
    ]


@pytest.mark.parametrize("edge", ["valid_from", "valid_until"])
def test_first_and_last_day_of_a_licence_are_part_of_it(edge):
    assert found(licensed(**{edge: DAY})) == []


def test_missing_alternative_text_is_only_a_warning():
    (problem,) = found(make_photo(alt="", title="Harbour"))
    assert problem.code == "photo-without-alt"
    assert problem.message.startswith("“Harbour” has no alternative text")
    assert not problem.blocks


def with_terms(**terms):
    photo = licensed()
    Credit.objects.update(**terms)
    return Photo.objects.with_credit().get(pk=photo.pk)


def test_a_licence_that_leaves_out_the_site_holds_it_back():
    (problem,) = found(with_terms(allows_site=False))
    assert (problem.code, problem.blocks) == ("photo-not-for-site", True)


@pytest.mark.parametrize(("elsewhere", "codes"), [(True, ["photo-used-up"]), (False, [])])
def test_a_photograph_for_one_story_is_held_back_from_a_second(elsewhere, codes):
    photo = with_terms(single_use=True)
    problems = credit_problems(photo, DAY, shown_elsewhere=elsewhere)
    assert [problem.code for problem in problems] == codes


def test_a_territory_is_only_a_warning():
    (problem,) = found(with_terms(territory="Europe"))
    assert (problem.message, problem.blocks) == (
        "The licence of “Harbour” is for Europe only.", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("territory", "told"),
    [("", False), ("Worldwide", False), ("europe", False), ("Europe without France", True)],
)
def test_a_territory_that_holds_all_our_readers_is_no_problem(settings, territory, told):
    settings.EDITION_TERRITORIES = ["worldwide", " Europe"]
    codes = [problem.code for problem in found(with_terms(territory=territory))]
    assert ("photo-territory" in codes) is told


def test_both_kinds_of_problem_are_told_at_once():
    codes = [problem.code for problem in found(make_photo(credit=None, alt=""))]
    assert codes == ["photo-uncredited", "photo-without-alt"]


def test_judging_asks_the_database_nothing(django_assert_num_queries):
    photos = [make_photo(), make_photo(credit=None)]
    with django_assert_num_queries(0):
        for photo in photos:
            found(photo)
