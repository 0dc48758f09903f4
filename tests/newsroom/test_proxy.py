import pytest
from django.test import RequestFactory

from newsroom.proxy import visitor_address

PROXY = "10.0.0.9"


def address_seen(**headers):
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=PROXY)
    return visitor_address(lambda request: request.META["REMOTE_ADDR"])(request)


def test_the_visitor_is_who_the_proxy_has_seen():
    assert address_seen(x_forwarded_for="203.0.113.7") == "203.0.113.7"


def test_an_address_that_the_visitor_sent_along_is_not_believed():
    assert address_seen(x_forwarded_for="198.51.100.1, 203.0.113.7") == "203.0.113.7"


def test_six_groups_are_an_address_too():
    assert address_seen(x_forwarded_for="2001:db8::7") == "2001:db8::7"


@pytest.mark.parametrize("nonsense", ["", "unknown", "203.0.113.7:4711", "<script>"])
def test_nonsense_leaves_the_address_of_the_proxy(nonsense):
    assert address_seen(x_forwarded_for=nonsense) == PROXY


def test_without_the_header_the_address_stays():
    assert address_seen() == PROXY
