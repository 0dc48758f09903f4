"""The words a person agrees to by signing up. They are kept with the subscription as they were."""

from django.utils.translation import gettext_lazy as _

PROMISE = _(
    "We use your address to send you the newsletters you choose, and for nothing else. "
    "Every one of them carries a link to unsubscribe."
)


def words(newsletter):
    return f"{newsletter.name}\n\n{newsletter.call_headline} {newsletter.call_text}\n\n{PROMISE}"
