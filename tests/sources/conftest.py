import pytest

from tests.factories import make_publication, make_user


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai", language="fr")


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
