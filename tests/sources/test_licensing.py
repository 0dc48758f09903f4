import datetime

import pytest
from django.utils import timezone

from sources import licensing
from tests.factories import make_agreement, make_publication

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=UTC)


def day(text):
    return datetime.date.fromisoformat(text)


def moment(text):
    return datetime.datetime.fromisoformat(text)


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai")


def agree(publication, **kwargs):
    return make_agreement(
        publication, **{"reference": "A-12", "starts_on": day("2026-01-01")} | kwargs
    )


def find(publication, **kwargs):
    question = {
        "language": "en",
        "use": "full",
        "at": NOON,
        "published_at": moment("2026-11-20T08:00:00+00:00"),
        "used_this_month": {},
    }
    return licensing.find(publication, **question | kwargs)


def codes(verdict):
    return [problem.code for problem in verdict.problems]


def sentences(verdict):
    return [problem.message for problem in verdict.problems]


def test_an_agreement_that_covers_everything_allows_it(quai):
    agreement = agree(quai)
    assert find(quai) == licensing.Verdict(agreement, ())


def test_no_agreement_at_all(quai):
    agree(make_publication())
    verdict = find(quai)
    assert verdict.agreement is None
    assert verdict.problems == (
        licensing.RightsProblem("no-agreement", "There is no agreement with Le Quai."),
    )


def test_a_problem_names_the_agreement_it_comes_from(quai):
    agreement = agree(quai, ends_on=day("2026-03-03"))
    assert find(quai).problems[0].agreement == agreement


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "sentence"),
    [
        ("2026-11-23", None, ""),
        ("2026-11-23", "2026-11-23", ""),
        ("2026-01-01", "2026-11-23", ""),
        ("2026-01-01", "2027-11-22", ""),
        ("2026-11-24", None, "begins on 24 November 2026."),
        ("2026-01-01", "2026-11-22", "ended on 22 November 2026."),
        ("2025-01-01", "2026-03-03", "ended on 3 March 2026."),
    ],
)  # fmt: skip
def test_the_period_holds_from_its_first_to_its_last_day(quai, starts_on, ends_on, sentence):
    agree(quai, starts_on=day(starts_on), ends_on=ends_on and day(ends_on))
    expected = [f"The agreement with Le Quai (A-12) {sentence}"] if sentence else []
    assert sentences(find(quai)) == expected


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("UTC", "2026-11-22T23:59:59+00:00", []),
        ("UTC", "2026-11-23T00:00:00+00:00", ["ended"]),
        ("Asia/Tokyo", "2026-11-22T14:59:59+00:00", []),
        ("Asia/Tokyo", "2026-11-22T15:00:00+00:00", ["ended"]),
        ("America/New_York", "2026-11-23T04:59:59+00:00", []),
        ("America/New_York", "2026-11-23T05:00:00+00:00", ["ended"]),
    ],
)
def test_the_last_day_ends_at_midnight_of_the_site(quai, settings, zone, at, expected):
    settings.TIME_ZONE = zone
    agree(quai, ends_on=day("2026-11-22"))
    assert codes(find(quai, at=moment(at))) == expected


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("UTC", "2026-11-22T23:59:59+00:00", ["not-begun"]),
        ("UTC", "2026-11-23T00:00:00+00:00", []),
        ("Asia/Tokyo", "2026-11-22T14:59:59+00:00", ["not-begun"]),
        ("Asia/Tokyo", "2026-11-22T15:00:00+00:00", []),
    ],
)
def test_the_first_day_begins_at_midnight_of_the_site(quai, settings, zone, at, expected):
    settings.TIME_ZONE = zone
    agree(quai, starts_on=day("2026-11-23"))
    assert codes(find(quai, at=moment(at))) == expected


def test_a_zone_that_a_person_chose_moves_no_boundary(quai):
    agree(quai, ends_on=day("2026-11-22"))
    with timezone.override("America/New_York"):
        assert codes(find(quai, at=moment("2026-11-23T01:00:00+00:00"))) == ["ended"]


@pytest.mark.parametrize(
    ("covered", "language", "allowed"),
    [
        (["en"], "en", True),
        (["en"], "en-GB", True),
        (["en"], "EN", True),
        (["pt-BR"], "pt-br", True),
        (["fr", "en"], "en", True),
        (["pt-BR"], "pt", False),
        (["pt-BR"], "pt-PT", False),
        (["en"], "enm", False),
        (["fr"], "en", False),
    ],
)
def test_a_language_is_covered_with_its_variants(quai, covered, language, allowed):
    agree(quai, languages=covered)
    assert codes(find(quai, language=language)) == ([] if allowed else ["language"])


def test_a_language_that_is_not_covered_is_named(quai):
    agree(quai, languages=["fr", "de", "pt-BR"])
    assert sentences(find(quai)) == [
        "The agreement with Le Quai (A-12) does not cover English, "
        "only French, German and Portuguese (Brazil)."
    ]


@pytest.mark.parametrize("use", ["full", "abridged", "adapted", "digest"])
def test_each_kind_of_use_is_allowed_by_its_own_word(quai, use):
    allowances = {
        f"allows_{name}": name == use for name in ("full", "abridged", "adapted", "digest")
    }
    agree(quai, **allowances)
    for asked in ("full", "abridged", "adapted", "digest"):
        assert codes(find(quai, use=asked)) == ([] if asked == use else ["use"])


def test_a_kind_of_use_that_is_not_allowed_is_named(quai):
    agree(quai, allows_abridged=True, allows_digest=True)
    assert sentences(find(quai, use="adapted")) == [
        "The agreement with Le Quai (A-12) does not allow “adapted with context”, "
        "only full translation, abridged translation and digest."
    ]


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-11-23T14:29:59.999999+00:00", False),
        ("2026-11-23T14:30:00+00:00", True),
        ("2026-11-23T15:30:00+01:00", True),
        ("2026-11-23T15:29:00+01:00", False),
        ("2026-11-24T00:00:00+00:00", True),
    ],
)
def test_a_delay_ends_on_the_exact_hour(quai, at, allowed):
    agree(quai, delay_hours=24)
    verdict = find(quai, at=moment(at), published_at=moment("2026-11-22T14:30:00+00:00"))
    assert codes(verdict) == ([] if allowed else ["delay"])


@pytest.mark.parametrize(
    ("zone", "published_at", "hours", "sentence"),
    [
        (
            "UTC", "2026-11-22T14:30:00+00:00", 24,
            "May be published from 14:30 on 23 November: 24 hours after the first publication.",
        ),
        (
            "Asia/Tokyo", "2026-11-22T16:30:00+00:00", 24,
            "May be published from 01:30 on 24 November: 24 hours after the first publication.",
        ),
        (
            "UTC", "2026-11-23T11:30:00+00:00", 1,
            "May be published from 12:30 on 23 November: 1 hour after the first publication.",
        ),
        (
            "UTC", "2026-11-23T11:30:00+00:00", 24 * 60,
            "May be published from 11:30 on 22 January 2027: "
            "1440 hours after the first publication.",
        ),
    ],
)  # fmt: skip
def test_a_delay_says_when_it_is_over(quai, settings, zone, published_at, hours, sentence):
    settings.TIME_ZONE = zone
    agree(quai, delay_hours=hours)
    assert sentences(find(quai, published_at=moment(published_at))) == [sentence]


def test_a_delay_cannot_be_judged_without_the_time_of_first_publication(quai):
    agree(quai, delay_hours=24)
    assert sentences(find(quai, published_at=None)) == [
        "The agreement with Le Quai (A-12) asks us to wait 24 hours after the first publication, "
        "but the original has no time of first publication."
    ]


def test_without_a_delay_the_time_of_first_publication_does_not_matter(quai):
    agree(quai)
    assert codes(find(quai, published_at=None)) == []


def test_a_clock_change_does_not_shorten_a_delay(quai, settings):
    settings.TIME_ZONE = "Europe/Paris"  # 25 October 2026 has 25 hours
    agree(quai, delay_hours=24)
    published_at = moment("2026-10-24T14:00:00+02:00")
    at = moment("2026-10-25T11:59:00+00:00")
    assert sentences(find(quai, published_at=published_at, at=at)) == [
        "May be published from 13:00 on 25 October: 24 hours after the first publication."
    ]


@pytest.mark.parametrize(
    ("limit", "used", "sentence"),
    [
        (None, 1_000, ""),
        (4, 0, ""),
        (4, 3, ""),
        (4, 4, "All 4 stories of November are used."),
        (4, 5, "All 4 stories of November are used."),
        (1, 1, "The one story of November is used."),
        (0, 0, "The agreement with Le Quai (A-12) allows no stories at present."),
    ],
)
def test_a_monthly_limit_holds(quai, limit, used, sentence):
    agreement = agree(quai, stories_per_month=limit)
    verdict = find(quai, used_this_month={agreement.pk: used})
    assert sentences(verdict) == ([sentence] if sentence else [])


def test_stories_of_another_agreement_do_not_count(quai):
    agreement = agree(quai, stories_per_month=4)
    assert codes(find(quai, used_this_month={agreement.pk + 1: 4})) == []


def test_the_month_named_is_that_of_the_site(quai, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    agreement = agree(quai, stories_per_month=2)
    verdict = find(quai, at=moment("2026-11-30T15:00:00+00:00"), used_this_month={agreement.pk: 2})
    assert sentences(verdict) == ["All 2 stories of December are used."]


def test_every_problem_of_an_agreement_is_told(quai):
    agreement = agree(
        quai,
        ends_on=day("2026-11-01"),
        languages=["fr"],
        allows_full=False,
        allows_digest=True,
        delay_hours=24,
        stories_per_month=1,
    )
    verdict = find(quai, published_at=None, used_this_month={agreement.pk: 1})
    assert codes(verdict) == ["ended", "language", "use", "first-publication-unknown", "limit"]


def test_the_first_agreement_without_a_problem_wins(quai):
    agree(quai, reference="A-1", starts_on=day("2026-10-01"), languages=["fr"])
    good = agree(quai, reference="A-2", starts_on=day("2025-01-01"))
    assert find(quai).agreement == good


def test_of_two_good_agreements_the_newer_wins(quai):
    agree(quai, reference="A-1", starts_on=day("2025-01-01"))
    newer = agree(quai, reference="A-2", starts_on=day("2026-10-01"))
    assert find(quai).agreement == newer


def test_when_the_newer_is_used_up_the_older_carries_the_story(quai):
    older = agree(quai, reference="A-1", starts_on=day("2025-01-01"))
    newer = agree(quai, reference="A-2", starts_on=day("2026-10-01"), stories_per_month=2)
    assert find(quai, used_this_month={newer.pk: 2}).agreement == older


def test_otherwise_the_problems_of_the_nearest_are_told(quai):
    agree(quai, reference="A-1", languages=["fr"], allows_full=False, allows_digest=True)
    agree(quai, reference="A-2", starts_on=day("2025-01-01"), languages=["fr"])
    verdict = find(quai)
    assert verdict.agreement is None
    assert [(p.code, p.agreement.reference) for p in verdict.problems] == [("language", "A-2")]


def test_of_two_equally_near_the_running_one_is_told(quai):
    agree(quai, reference="A-1", starts_on=day("2026-06-01"), ends_on=day("2026-10-31"))
    agree(quai, reference="A-2", starts_on=day("2025-01-01"), languages=["fr"])
    agree(quai, reference="A-3", starts_on=day("2027-01-01"))
    assert [p.agreement.reference for p in find(quai).problems] == ["A-2"]


def test_of_an_ended_and_a_coming_one_the_ended_is_told(quai):
    agree(quai, reference="A-1", starts_on=day("2027-01-01"))
    agree(quai, reference="A-2", starts_on=day("2025-01-01"), ends_on=day("2025-12-31"))
    assert codes(find(quai)) == ["ended"]


def test_several_agreements_are_read_in_one_query(quai, django_assert_num_queries):
    for n in range(5):
        agree(quai, reference=f"A-{n}", languages=["fr"])
    with django_assert_num_queries(1):
        find(quai)


@pytest.mark.parametrize(
    ("zone", "at", "start", "end"),
    [
        ("UTC", "2026-11-23T12:00:00+00:00", "2026-11-01T00:00+00:00", "2026-12-01T00:00+00:00"),
        ("UTC", "2026-11-01T00:00:00+00:00", "2026-11-01T00:00+00:00", "2026-12-01T00:00+00:00"),
        ("UTC", "2026-10-31T23:59:59+00:00", "2026-10-01T00:00+00:00", "2026-11-01T00:00+00:00"),
        ("UTC", "2026-12-31T23:59:59+00:00", "2026-12-01T00:00+00:00", "2027-01-01T00:00+00:00"),
        ("UTC", "2028-02-29T12:00:00+00:00", "2028-02-01T00:00+00:00", "2028-03-01T00:00+00:00"),
        (
            "Asia/Tokyo", "2026-10-31T15:00:00+00:00",
            "2026-11-01T00:00+09:00", "2026-12-01T00:00+09:00",
        ),
        (
            "Europe/Paris", "2026-10-15T00:00:00+00:00",
            "2026-10-01T00:00+02:00", "2026-11-01T00:00+01:00",
        ),
    ],
)  # fmt: skip
def test_a_month_runs_from_midnight_to_midnight_of_the_site(settings, zone, at, start, end):
    settings.TIME_ZONE = zone
    assert licensing.month_of(moment(at)) == (moment(start), moment(end))
