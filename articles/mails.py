"""Mail of what somebody was told on the desk: one message for one Notice.

A Notice is claimed before its message is handed to the mail server, so that two workers never
send it twice. A refusal that may pass gives it back, to be tried again after a while that
grows; a worker that is killed in between leaves one message unsent, and the Notice still
stands on the desk. A second copy would be worse than a late look at the desk.
"""

import datetime
import logging
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles import noticing, queues
from articles.models import Notice, NoticeKind
from prose import characters

logger = logging.getLogger(__name__)

BATCH = 100
FIRST_WAIT = datetime.timedelta(seconds=30)
GIVE_UP_AFTER = datetime.timedelta(days=2)
SUBJECTS = {
    NoticeKind.COMMISSIONED: "Commissioned from you",
    NoticeKind.RETURNED: "Returned to you",
    NoticeKind.HELD: "Held back",
    NoticeKind.OVERDUE: "Overdue",
    NoticeKind.MENTION: "A comment for you",
    NoticeKind.OUTDATED: "Look at the original",
    NoticeKind.LICENCE: "A licence ends",
}


def send_waiting(now=None):
    """Hand what waits to the mail server. Safe to run anywhere, any number of times."""
    now = now or timezone.now()
    waiting = Notice.objects.filter(mail_next_at__lte=now).order_by("mail_next_at", "pk")
    notices = [notice for notice in _with_all(waiting)[:BATCH] if _wanted(notice)]
    if not notices:
        return
    connection = get_connection()
    try:
        connection.open()
        for notice in notices:
            _send(notice, connection, now)
    except OSError as error:
        logger.warning("The mail server is out of reach (%s); what waits is tried again.", error)
    finally:
        connection.close()


def _with_all(notices):
    return notices.select_related("user", "article").prefetch_related("user__notice_switches")


def _wanted(notice):
    """Whether it is to be mailed; if not, nothing is left to do for it."""
    off = {switch.kind for switch in notice.user.notice_switches.all()}
    may_see = queues.audience(notice.article).filter(pk=notice.user_id)
    if notice.user.email and notice.kind not in off and may_see.exists():
        return True
    Notice.objects.filter(pk=notice.pk).update(mail_next_at=None)
    return False


def _send(notice, connection, now):
    claimed = Notice.objects.filter(pk=notice.pk, mail_next_at__lte=now)
    if not claimed.update(mail_next_at=None, mailed_at=timezone.now()):
        return  # another worker has it
    try:
        message = compose(notice)
        message.connection = connection
        message.send()
    except (SMTPRecipientsRefused, ValueError) as error:
        _refused(notice, error, now)
    except OSError as error:
        _wait(notice, error, now)
        raise


def _refused(notice, error, now):
    answers = getattr(error, "recipients", {}).values()
    if any(code < 500 for code, _ in answers):
        _wait(notice, error, now)
    else:
        Notice.objects.filter(pk=notice.pk).update(mailed_at=None)
        logger.warning("Notice %s: its address is refused for good (%s)", notice.pk, error)


def _wait(notice, error, now):
    """Twice as late each time."""
    age = now - notice.at
    again = None if age > GIVE_UP_AFTER else now + max(age, FIRST_WAIT)
    Notice.objects.filter(pk=notice.pk).update(mailed_at=None, mail_next_at=again)
    logger.warning("Notice %s is not mailed (%s); next try: %s", notice.pk, error, again)


def _subject(notice, sentence):
    """What is about many stories is not named after one of them."""
    about = SUBJECTS.get(notice.kind)
    return f"{about}: {notice.article.headline}" if about else sentence


def compose(notice):
    sentence, _, words = notice.text.partition("\n")
    context = {
        "notice": notice,
        "sentence": sentence,
        "words": words,
        "url": settings.SITE_URL + noticing.address(notice),
        "choice_url": settings.SITE_URL + reverse("admin:notice_choice"),
        "site_name": settings.SITE_NAME,
        "language": settings.LANGUAGE_CODE,
        "subject": _subject(notice, sentence),
    }
    subject, text, html = (
        render_to_string(f"articles/mail/notice{ending}", context)
        for ending in ("_subject.txt", ".txt", ".html")
    )
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": _message_id(notice)}
    message = EmailMultiAlternatives(
        characters.clean_line(subject), text, to=[notice.user.email], headers=headers
    )
    message.attach_alternative(html, "text/html")
    return message


def _message_id(notice):
    """The same for the same news to the same person, whichever try it is."""
    name = f"{notice.user_id}|{notice.kind}|{notice.key}|{notice.at.isoformat()}"
    digest = salted_hmac(__name__, name, algorithm="sha256").hexdigest()
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{digest[:32]}@{host}>"
