import pytest

from newsletters import verp

DOMAIN = "bounce.courier.example"


def test_a_return_path_leads_back_to_its_delivery():
    assert verp.parse(verp.address(48210, DOMAIN)) == 48210


def test_a_return_path_is_short_and_plain():
    local, domain = verp.address(10**12, DOMAIN).split("@")

    assert domain == DOMAIN
    assert len(local) < 64
    assert local.isascii()


@pytest.mark.parametrize(
    "change", [str.upper, lambda a: f"<{a}>", lambda a: f" {a}\r\n", str.title]
)
def test_what_mail_servers_do_to_an_address_does_no_harm(change):
    assert verp.parse(change(verp.address(7, DOMAIN))) == 7


@pytest.mark.parametrize(
    "made_up",
    [
        "",
        "b+7@bounce.courier.example",
        "b+7.00000000@bounce.courier.example",
        "b+07.00000000@bounce.courier.example",
        "b+٧.00000000@bounce.courier.example",
        "b+7.0000000é@bounce.courier.example",
        "ada@example.org",
        f"b+{'9' * 5000}.00000000@x",
    ],
)
def test_an_address_that_we_did_not_make_is_none(made_up):
    assert verp.parse(made_up) is None


def test_the_seal_of_one_delivery_does_not_fit_another():
    assert verp.parse(verp.address(7, DOMAIN).replace("b+7.", "b+8.")) is None


def test_a_return_path_survives_a_change_of_the_secret_key_that_keeps_the_old_one(settings):
    before = verp.address(7, DOMAIN)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"

    assert verp.parse(before) == 7
    assert verp.address(7, DOMAIN) != before


def test_another_installation_does_not_take_it_for_its_own(settings):
    foreign = verp.address(7, DOMAIN)
    settings.SECRET_KEY = "of another installation"

    assert verp.parse(foreign) is None
