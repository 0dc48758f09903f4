"""The links in our letters: which subscriptions a link stands for. Reads only."""

import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse

from newsletters.models import Click, Subscription
from prose import characters


class UnknownLink(Exception):
    """The link was not made by us, or was damaged on the way."""


def confirm_token(subscriptions):
    """A token for just this request of theirs: once answered, and left again, it is void."""
    return _signer().sign_object([[s.pk, int(s.requested_at.timestamp())] for s in subscriptions])


def confirm_url(subscriptions):
    return _absolute("newsletter-confirm", confirm_token(subscriptions))


def unsubscribe_url(subscription):
    return _absolute("newsletter-unsubscribe", subscription.token)


def preferences_url(subscription):
    """Its own page for the address; known, like the other, from the letters alone."""
    return _absolute("newsletter-preferences", subscription.token)


def click_url(issue_pk, number):
    """Of a link in a letter, the same for every reader."""
    return _absolute("newsletter-go", _counter().sign(f"{issue_pk}.{number}"))


def click_of(token):
    """The Click that a counted link belongs to. Raises UnknownLink."""
    try:
        issue, number = _counter().unsign(characters.clean_line(token)).split(".")
        found = Click.objects.select_related("issue__newsletter")
        return found.get(issue=int(issue), link=int(number))
    except (signing.BadSignature, Click.DoesNotExist) as error:
        raise UnknownLink from error


def asked_for(token):
    """The subscriptions that a confirmation link asks about, as far as they still stand.

    A queryset, without those asked for anew since the link was made. Raises UnknownLink.
    """
    try:
        pairs = _signer().unsign_object(characters.clean_line(token))
    except signing.BadSignature as error:
        raise UnknownLink from error
    return Subscription.objects.select_related("subscriber", "newsletter").filter(
        reduce(or_, (_same_request(pk, seconds) for pk, seconds in pairs))
    )


def _same_request(pk, seconds):
    asked = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return Q(pk=pk, requested_at__gte=asked, requested_at__lt=asked + datetime.timedelta(seconds=1))


def subscription_of(token):
    """The subscription whose letter a link to unsubscribe, or to preferences, stood in.
    Raises UnknownLink."""
    found = Subscription.objects.select_related("subscriber", "newsletter")
    try:
        return found.get(token=characters.clean_line(token))
    except Subscription.DoesNotExist as error:
        raise UnknownLink from error


def _signer():
    return signing.Signer(salt="newsletters.links.confirm")


def _counter():
    return signing.Signer(salt="newsletters.links.click")


def newsletter_url():
    return _absolute("newsletter")


def _absolute(name, *args):
    return settings.SITE_URL + reverse(name, args=args)
