"""Which copy checks are raised and dismissed most, so that they can be tuned."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from articles.models import Dismissal, Raised, Reason
from stylebook import tuning
from stylebook.checks import RULES

TOO_OFTEN = 30  # percent dismissed
FEW = 10  # of so few nothing can be said


@dataclass(frozen=True)
class Row:
    """One check in a period: how often it was shown, mended by the key, and dismissed why."""

    code: str
    says: str
    built: str  # severity, as it was made
    severity: str  # and as this house takes it
    raised: int
    fixed: int
    reasons: list  # [(label, how often)], the most frequent first

    @property
    def dismissed(self):
        return sum(number for _, number in self.reasons)

    @property
    def rate(self):
        """Percent dismissed of what was shown."""
        return round(100 * self.dismissed / self.raised) if self.raised else 0

    @property
    def too_often(self):
        return self.raised >= FEW and self.rate > TOO_OFTEN


def rows(since):
    """[Row] of every check there is, since that moment: the most dismissed first."""
    shown = Raised.objects.filter(at__gte=since).values("code").order_by()
    counts = {
        row["code"]: row
        for row in shown.annotate(n=Count("pk"), mended=Count("pk", filter=Q(fixed=True)))
    }
    answers = {}
    said = Dismissal.objects.filter(at__gte=since, taken_back_at=None).order_by()
    said = said.exclude(reason=Reason.OVERRIDDEN)
    for code, reason in said.values_list("code", "reason"):
        answers.setdefault(code, Counter())[Reason(reason).label] += 1
    severities = tuning.severities()
    found = [
        _row(code, counts.get(code, {}), answers.get(code, Counter()), severities)
        for code in dict.fromkeys((*RULES, *tuning.OWN, *counts, *answers))
    ]
    return sorted(found, key=lambda row: (-row.dismissed, -row.raised, row.code))


def _row(code, counts, answers, severities):
    built = RULES[code].severity if code in RULES else "warning"
    return Row(
        code=code,
        says=tuning.says(code),
        built=built,
        severity=severities.get(code, ""),
        raised=max(counts.get("n", 0), sum(answers.values())),
        fixed=counts.get("mended", 0),
        reasons=answers.most_common(),
    )
