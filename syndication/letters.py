"""The words of an Alert: one function and three templates for each kind."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac

from articles.addresses import of_story
from prose import characters
from syndication import ninjs

LANGUAGE = "en"  # papers in every country read these letters


def compose(alert, taking):
    """The message to the contact that the Republisher has today. `taking` is the Taking that it
    is about. Wants the alert with its live story, correction and republisher."""
    context = {
        "alert": alert,
        "live": alert.live,
        "note": alert.correction,
        "taking": taking,
        "has_it": taking.version >= alert.live.version,
        "address": of_story(alert.live),
        "api_address": ninjs.uri(alert.live),
        "site_name": settings.SITE_NAME,
        "language": LANGUAGE,
    }
    with translation.override(LANGUAGE):
        subject, text, html = (
            render_to_string(f"syndication/mail/{alert.kind}{ending}", context)
            for ending in ("_subject.txt", ".txt", ".html")
        )
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": message_id(alert)}
    message = EmailMultiAlternatives(
        characters.clean_line(subject), text, to=[alert.republisher.email], headers=headers
    )
    message.attach_alternative(html, "text/html")
    return message


def message_id(alert):
    """The same at every try: should it arrive twice, mail programs show it once."""
    name = f"{alert.republisher_id}|{alert.live_id}|{alert.kind}|{alert.correction_id}"
    digest = salted_hmac(__name__, name, algorithm="sha256").hexdigest()
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{digest[:32]}@{host}>"
