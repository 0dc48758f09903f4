"""Freezes what the copy checks need of CLDR: names of countries, months and days per language.

    python bin/freeze_cldr.py        # after an update of Babel, or for a new language below

Loading Babel's locales takes a tenth of a second each; the frozen file of all takes milliseconds.
"""

import json
import re
from pathlib import Path

from babel import Locale

PLACE = Path(__file__).resolve().parents[1] / "stylebook/checks/languages/cldr"
LANGUAGES = (
    "af ar az bg bn bs ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id is it ja ka kk"
    " ko ky lt lv mk ms nb nl pl pt ro ru sk sl sq sr sv sw th tr uk ur uz vi zh"
)
# No countries, or none that a paper would mean by the word.
NOT_COUNTRIES = "EZ UN QO ZZ XA XB AC DG EA IC TA CP BV HM UM IO TF GS CQ"


def frozen(code):
    locale = Locale(code)
    return {
        "countries": {
            territory: name
            for territory, name in sorted(locale.territories.items())
            if re.fullmatch("[A-Z]{2}", territory) and territory not in NOT_COUNTRIES
        },
        "months": [both(locale.months, n) for n in range(1, 13)],
        "days": [both(locale.days, n) for n in range(7)],  # Monday is 0
    }


def both(names, number):
    """As they stand in a date and alone."""
    return sorted({names[use]["wide"][number] for use in ("format", "stand-alone")})


def main():
    PLACE.mkdir(exist_ok=True)
    for code in LANGUAGES.split():
        text = json.dumps(frozen(code), ensure_ascii=False, indent=0)
        (PLACE / f"{code}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
