import pytest

from sources import months


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("20 novembre 2026 à 7h15", "fr"),
        ("le 20 novembre 2026, 07:15", "fr-CA"),
        ("Nov. 20, 2026, 7:15 AM", "en"),
        ("7:15 am Fri Nov 20, 2026", "en"),
        ("7:15, 20 November 2026", "en"),
        ("November 20th, 2026 at 07:15", "en"),
        ("20. November 2026 | 07.15 Uhr", "de"),
        ("20 de novembro de 2026 às 7h15", "pt-BR"),
        ("20 de noviembre de 2026 a las 7:15", "es"),
        ("20 ноября 2026 г., 07:15", "ru"),
        ("20 листопада 2026, 07:15", "uk"),
        ("dnia 20 listopada 2026 o 07:15", "pl"),
        ("20 studenoga 2026. 07:15", "hr"),
        ("20 Kasım 2026 07:15", "tr"),
        ("20 نوفمبر 2026 07:15", "ar"),
        ("20 בנובמבר 2026, 07:15", "he"),
        ("20 नवंबर 2026 07:15", "hi"),
        ("2026. november 20. 07:15", "hu"),
        ("20 tháng 11, 2026 07:15", "vi"),
        ("20 Nov 2026 07:15", "xx"),
    ],
)
def test_a_date_in_words_is_read_in_the_language_of_the_page(line, language):
    assert months.stamp(line, language) == "2026-11-20 07:15"


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Nov 20, 2026 7:15 PM EST", "2026-11-20 19:15 EST"),
        ("7:15 p.m. GMT, Nov 20, 2026", "2026-11-20 19:15 GMT"),
        ("Nov 20, 2026 12:15 AM", "2026-11-20 00:15"),
        ("Nov 20, 2026 12:15 PM", "2026-11-20 12:15"),
        ("10:08 am Fri Nov 20, 2026", "2026-11-20 10:08"),
    ],
)
def test_halves_of_the_day_and_zones_are_kept(line, stamp):
    assert months.stamp(line, "en") == stamp


@pytest.mark.parametrize(
    "line",
    [
        "20 November 2026",
        "45 November 2026 07:15",
        "20 November 2026 31:15",
        "The 20 boats of November left at 07:15",
        "20 Brumaire 2026 07:15",
        "x" * 300 + " 20 November 2026 07:15",
        "",
    ],
)
def test_what_is_no_date_with_its_hour_is_none(line):
    assert months.stamp(line, "en") == ""


def test_a_month_means_what_its_language_calls_so():
    assert months.stamp("20 listopada 2026 07:15", "hr") == "2026-10-20 07:15"
