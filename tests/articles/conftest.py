from types import SimpleNamespace

import pytest

from tests.factories import make_user


@pytest.fixture
def desk(db):
    """A desk with one person in each role, and a second translator and editor."""
    return SimpleNamespace(
        anna=make_user("translator", "anna"),
        omar=make_user("translator", "omar"),
        ben=make_user("editor", "ben"),
        carla=make_user("editor", "carla"),
        pia=make_user("photo editor", "pia"),
        nina=make_user("newsletter editor", "nina"),
        max=make_user("managing editor", "max"),
        adam=make_user("administrator", "adam"),
    )
