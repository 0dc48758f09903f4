"""What the readers' pages bring along: styles and letters, once for all pages."""

import gzip
from pathlib import Path

from django.conf import settings

SITE = Path(settings.BASE_DIR) / "static" / "site"
MOST = 53_500  # bytes of styles and letters, so that 60,000 hold a page with its words
LONGEST_MAP = 25 * 1024


def test_styles_and_letters_leave_room_for_the_words():
    fonts = sum(path.stat().st_size for path in (SITE / "fonts").glob("*.woff2"))
    styles = len(gzip.compress((SITE / "site.css").read_bytes()))

    assert fonts + styles <= MOST


def test_the_map_is_small_and_has_every_country_once():
    text = (SITE / "world.svg").read_text()

    assert len(text) <= LONGEST_MAP
    names = [part.partition('"')[0] for part in text.split('<path id="')[1:]]
    assert len(names) == len(set(names)) > 200
    assert {"fr", "jo", "sg", "mt", "ru", "fj", "va"} <= set(names)


def test_every_letter_file_stands_under_its_licence():
    licence = (SITE / "fonts" / "OFL.txt").read_text()

    assert "SIL OPEN FONT LICENSE" in licence
    for path in (SITE / "fonts").glob("*.woff2"):
        assert path.name in licence
