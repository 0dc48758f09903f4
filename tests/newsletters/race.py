"""An impatient reader, who presses every button several times at once."""

import threading

from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsletters import links, subscriptions
from newsletters.models import Subscriber, Subscription
from tests.factories import make_newsletter


def press(call, times):
    barrier, raised = threading.Barrier(times), []

    def run():
        barrier.wait()
        try:
            call()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not raised, raised


def play():
    newsletter = make_newsletter()
    press(lambda: subscriptions.sign_up("ada@example.org", [newsletter], now=timezone.now()), 6)
    assert Subscriber.objects.count() == Subscription.objects.count() == 1
    assert DBTaskResult.objects.count() == 1, "more than one letter"

    token = links.confirm_token(Subscription.objects.all())
    press(lambda: subscriptions.confirm(token), 4)
    subscription = Subscription.objects.confirmed().get()

    press(lambda: subscriptions.unsubscribe(subscription.token), 4)
    assert not Subscription.objects.confirmed().exists()


def play_on_a_new_database():
    call_command("migrate", verbosity=0)
    play()
