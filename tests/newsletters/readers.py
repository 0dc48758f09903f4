"""What readers do, what lies in their mailbox, and what the database holds."""

import datetime
import re
from urllib.parse import urlsplit

from django.core import mail
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from newsletters.models import Subscription

NOW = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


def reader(**headers):
    """A browser without cookies, against a server that asks everybody for a CSRF token."""
    return Client(enforce_csrf_checks=True, headers=headers)


def sign_up(email="ada@example.org", client=None, **data):
    """The answer to the form; the background worker has run by then."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = (client or reader()).post(reverse("newsletter"), {"email": email, **data})
    work()
    return response


def confirmed_reader(**data):
    """A browser whose owner has signed up and confirmed."""
    browser = reader()
    sign_up(client=browser, **data)
    browser.post(link())
    return browser


def work():
    """Do what waits in the queue, as the worker does, from what the queue remembers."""
    for waiting in DBTaskResult.objects.ready():
        waiting.task.call(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
        waiting.delete()


def link(message=None, kind="confirm"):
    """The path of the one link of this kind in the (newest) letter."""
    message = message or mail.outbox[-1]
    (found,) = set(re.findall(rf"http://testserver/newsletter/{kind}/\S+", message.body))
    return urlsplit(found).path


def state(email="ada@example.org"):
    return Subscription.objects.get(subscriber__email=email).state


def dump():
    """Every row of every table."""
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def text(response):
    return response.content.decode()
