"""How grave a house takes each check, and its rules of style, as the checks need them."""

from functools import lru_cache

from django.core.exceptions import PermissionDenied, ValidationError

from stylebook.checks import RULES, SEVERITIES
from stylebook.house_style import CODE, Row
from stylebook.models import CheckSetting, StyleRule

OWN = {
    CODE: "Our house style has something else.",
    "term_banned": "The Stylebook does not write it so.",
}


@lru_cache(maxsize=1)
def severities_at(stamp):
    """The severities, read anew where this stamp of theirs is another. Not to be written to."""
    return severities()


def severities():
    """{code: severity or "off"} where it is not as it was built."""
    return dict(CheckSetting.objects.values_list("code", "severity"))


def grade(code, severity, *, by):
    """Take a check as a blocker, a warning or a hint, "off" for not at all, "" as it was built."""
    if not by.has_perm("stylebook.change_checksetting"):
        raise PermissionDenied("Your role may not say how grave a check is.")
    if code not in RULES and code not in OWN:
        raise ValidationError("There is no such check.")
    if severity not in (*SEVERITIES, CheckSetting.OFF, ""):
        raise ValidationError("Choose how grave it is.")
    if severity:
        values = {"severity": severity, "by": by}
        CheckSetting.objects.update_or_create(code=code, defaults=values)
    else:
        CheckSetting.objects.filter(code=code).delete()


@lru_cache(maxsize=32)
def rows_at(language, stamp):
    """The rows, read anew where this stamp of the rules is another. Not to be written to."""
    return rows(language)


def rows(language):
    """The active Rows of the house style for this language."""
    rules = StyleRule.objects.filter(active=True, language__in={language, language.split("-")[0]})
    return [
        Row(rule.kind, rule.words, rule.write, rule.severity, rule.capitals, rule.note)
        for rule in rules
    ]


def says(code):
    """What a check looks for, in a sentence."""
    return OWN.get(code) or (RULES[code].says if code in RULES else code)
