"""The story form tells the browser at once which modules it will need."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from articles.admin import IMPORTED, OF_THE_EDITOR, SCRIPTS
from tests.articles.pages import change, tree
from tests.articles.stories import bring

FOLDER = Path(settings.BASE_DIR) / "static" / "desk"
IMPORT = re.compile(r'^(?:import|export) (?:[^"]*? from )?"\./([\w-]+)\.js"', re.MULTILINE)

pytestmark = pytest.mark.django_db


def imported(names):
    """The modules that these import, and those import, and so on."""
    found, open_ones = set(), set(names)
    while open_ones:
        script = (FOLDER / f"{open_ones.pop()}.js").read_text()
        new = set(IMPORT.findall(script)) - found
        found |= new
        open_ones |= new
    return found


def named(response):
    links = tree(response).xpath("//link[@rel='modulepreload']/@href")
    return [Path(link).name for link in links]


def test_what_the_scripts_of_the_form_import_is_listed():
    assert imported(SCRIPTS) == set(IMPORTED)


def test_what_only_the_editor_imports_is_listed_apart():
    assert imported(["prose"]) - set(IMPORTED) == set(OF_THE_EDITOR)


def test_whoever_writes_gets_all_of_them_at_the_addresses_that_modules_use(client, desk):
    story = bring(desk, "translating")
    client.force_login(desk.anna)
    names = named(client.get(change(story)))
    assert {f"{name}.js" for name in (*IMPORTED, *OF_THE_EDITOR)} < set(names)
    assert re.fullmatch(r"prose(\.\w+)?\.js", names[0])


def test_whoever_reads_gets_none_of_the_editor(client, desk):
    story = bring(desk, "editing")
    client.force_login(desk.anna)
    assert named(client.get(change(story))) == [f"{name}.js" for name in IMPORTED]


def test_they_come_after_the_import_map_which_has_to_be_the_first_of_all(client, desk):
    story = bring(desk, "translating")
    client.force_login(desk.anna)
    page = client.get(change(story)).content.decode()
    assert page.index('type="importmap"') < page.index('rel="modulepreload"')


def test_the_words_of_the_widgets_are_kept_by_the_browser_for_an_hour(client, desk):
    client.force_login(desk.anna)
    response = client.get("/admin/jsi18n/")
    assert response.headers["Cache-Control"] == "private, max-age=3600"
