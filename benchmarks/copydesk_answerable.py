"""Errors as in copydesk_seeds.py, put only where the original could tell: a day that it names, too.

Where it says “yesterday” or gives a date, no reader of both texts could know that our day is wrong.
The stems below are listed here by themselves, not taken from the rules that are measured.
"""

import re

from benchmarks.copydesk_seeds import DAYS, JOURS

_STEMS = {  # from Monday on
    "ar": "اثنين|إثنين ثلاث أربعاء|اربعاء خميس جمعة سبت أحد",
    "cs": "pondě úter střed čtvrt pát sobot neděl",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "it": "lunedì martedì mercoledì giovedì venerdì sabat domenic",
    "ja": "月曜|（月 火曜|（火 水曜|（水 木曜|（木 金曜|（金 土曜|（土 日曜|（日",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedział wtor środ|środę czwart piąt sobot niedziel",
    "pt": "segunda terça quarta quinta sexta sábado domingo",
    "ru": "понедельник вторник сред четверг пятниц суббот воскрес",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "uk": "понеділ вівтор серед четвер п'ятниц|п’ятниц субот неділ",
    "zh": "[周期]一 [周期]二 [周期]三 [周期]四 [周期]五 [周期]六 [周期][日天]",
}


def weekday(random, source, target, language):
    """Another day in place of one that the paragraph of the original names as well."""
    places = [
        (at, found, among)
        for among in (DAYS, JOURS)
        for at, text in enumerate(target)
        for found in re.finditer(rf"\b(?:{'|'.join(among)})\b", text)
        if _names(source[at] if at < len(source) else "", language, among.index(found[0]))
    ]
    if not places:
        return None
    at, found, among = random.choice(places)
    day = random.choice([day for day in among if day != found[0]])
    text = target[at][: found.start()] + day + target[at][found.end() :]
    return source, [*target[:at], text, *target[at + 1 :]], at


def _names(text, language, day):
    stems = _STEMS.get(language, "").split()
    return bool(stems) and re.search(stems[day], text.lower()) is not None
