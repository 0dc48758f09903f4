import pytest
from django.core.exceptions import ValidationError

from newsletters import addresses


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.Ember@Example.ORG\n", "ada.ember@example.org"),
        ("ada+news@mail.example.org", "ada+news@mail.example.org"),
        ("a'b@example.org", "a'b@example.org"),
        ("post@Bücher.example", "post@xn--bcher-kva.example"),
        ("post@пример.example", "post@xn--e1afmkfd.example"),
        ("post@例え。example", "post@xn--r8jz45g.example"),
        ("\u200bada@exa\u00admple.org\u202e", "ada@example.org"),
        ("ada\x00@example.org", "ada@example.org"),
    ],
)
def test_one_spelling_is_stored_for_each_address(typed, stored):
    assert addresses.normal(typed) == stored


def test_the_stored_spelling_is_its_own_spelling():
    once = addresses.normal("Post@Bücher.example")

    assert addresses.normal(once) == once


@pytest.mark.parametrize(
    "typed",
    [
        "ada",
        "ada@",
        "@example.org",
        "ada@example",
        "ada@localhost",
        "ada@[127.0.0.1]",
        "ada@[IPv6:::1]",
        '"ada lovelace"@example.org',
        '"\\\\r"@example.org',
        "ada@exam ple.org",
        "ada@example.org, eve@example.org",
        "ada@example.org;eve@example.org",
        "Ada <ada@example.org>",
        "<script>@example.org",
        "ada@example.org.",
        "ada@-example.org",
        "ada..ember@example.org",
        "ada@" + "x" * 64 + ".org",
        "ada@\u2024.org",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match=r"should look like name@example\.org"):
        addresses.normal(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "ada@example.org\nBcc: eve@example.org",
        "ada@example.org\r\nSubject: hello",
        "ada@example.org%0aBcc: eve@example.org",
        "ada@example.org\u2028Bcc:eve@example.org",
        "ada\n@example.org,eve@example.org",
    ],
)
def test_a_second_header_line_makes_no_address(typed):
    with pytest.raises(ValidationError):
        addresses.normal(typed)


def test_letters_before_the_at_sign_that_mail_cannot_carry_are_named():
    with pytest.raises(ValidationError, match="Before the @"):
        addresses.normal("jörg@example.org")


def test_an_address_of_254_characters_is_the_longest():
    domain = ".".join(["x" * 60] * 4) + ".org"
    name = "a" * (addresses.LONGEST - len(domain) - 1)

    assert len(addresses.normal(f"{name}@{domain}")) == 254
    with pytest.raises(ValidationError, match="at most 254"):
        addresses.normal(f"a{name}@{domain}")


def test_a_very_long_text_is_refused_at_once():
    with pytest.raises(ValidationError):
        addresses.normal("a@" + "b." * 500_000 + "org")


def test_people_read_a_domain_in_its_own_script():
    assert addresses.readable("post@xn--bcher-kva.example") == "post@bücher.example"
    assert addresses.readable("ada@example.org") == "ada@example.org"


def test_a_domain_that_cannot_be_read_is_shown_as_it_is():
    assert addresses.readable("ada@xn--a.example") == "ada@xn--a.example"
