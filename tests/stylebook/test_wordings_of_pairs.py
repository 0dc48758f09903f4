"""The migration that made terms of many languages out of pairs: stylebook 0003."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.django_db
migration = import_module("stylebook.migrations.0003_wordings_of_pairs")


@pytest.fixture
def then(transactional_db, django_db_serialized_rollback):
    """The apps as the migration finds them, on empty tables of their own."""
    state = MigrationLoader(connection).project_state(("stylebook", "0002_wordings"))
    for name in ("term", "wording"):
        options = {"db_table": f"old_{name}", "indexes": [], "constraints": []}
        state.models["stylebook", name].options.update(options)
    models = [state.apps.get_model("stylebook", name) for name in ("Term", "Wording")]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    yield state.apps
    with connection.schema_editor() as editor:
        for model in reversed(models):
            editor.delete_model(model)


def pair(apps, source, target, *, src="ru", tgt="en", **kwargs):
    return apps.get_model("stylebook", "Term").objects.create(
        source_language=src, source=source, target_language=tgt, target=target, **kwargs
    )


def terms(apps):
    """{name: [(language, text, standing)]}"""
    return {
        term.name: [(w.language, w.text, w.standing) for w in term.wordings.order_by("pk")]
        for term in apps.get_model("stylebook", "Term").objects.order_by("pk")
    }


def convert(apps):
    migration.convert(apps, None)
    return terms(apps)


def test_a_pair_becomes_a_term_with_two_wordings_and_what_we_never_write(then):
    pair(then, "Киев", "Kyiv", banned=["Kiev"], kind="place")

    assert convert(then) == {
        "Kyiv": [
            ("ru", "Киев", "preferred"),
            ("en", "Kyiv", "preferred"),
            ("en", "Kiev", "never"),
        ]
    }


def test_pairs_that_share_what_the_original_says_become_one(then):
    pair(then, "Киев", "Kiew", tgt="de", note="Not “Kyjiw”.")
    pair(then, "Киев", "Kyiv", banned=["Kiev"], note="Since 2019.")

    found = convert(then)

    assert found == {
        "Kyiv": [  # by the language of the edition, whichever came first
            ("ru", "Киев", "preferred"),
            ("de", "Kiew", "preferred"),
            ("en", "Kyiv", "preferred"),
            ("en", "Kiev", "never"),
        ]
    }
    (term,) = then.get_model("stylebook", "Term").objects.all()
    assert term.note == "Not “Kyjiw”. Since 2019."


def test_what_stays_as_it_is_has_no_wording_of_ours(then):
    pair(then, "Le Monde", "Le Monde", src="fr", keep=True)
    assert convert(then) == {"Le Monde": [("fr", "Le Monde", "preferred")]}


def test_terms_of_another_kind_stay_apart(then):
    pair(then, "Вашингтон", "Washington", kind="place")
    pair(then, "Вашингтон", "Washington", tgt="de", kind="person")

    convert(then)

    kinds = then.get_model("stylebook", "Term").objects.order_by("pk").values_list("kind")
    assert [kind for (kind,) in kinds] == ["place", "person"]


def test_a_language_has_one_wording_that_we_prefer(then):
    pair(then, "Киев", "Київ", tgt="ru")
    assert [standing for *_, standing in convert(then)["Київ"]] == ["preferred", "also"]


def test_the_way_back_gives_the_pairs(then):
    before = pair(then, "Киев", "Kyiv", banned=["Kiev"])
    migration.convert(then, None)
    migration.back(then, None)

    after = then.get_model("stylebook", "Term").objects.get()
    for name in ("source_language", "source", "target_language", "target", "banned", "keep"):
        assert getattr(after, name) == getattr(before, name)


def test_the_way_back_leaves_out_a_term_without_wordings(then):
    pair(then, "Киев", "Kyiv")
    migration.convert(then, None)
    then.get_model("stylebook", "Wording").objects.all().delete()
    migration.back(then, None)

    assert not then.get_model("stylebook", "Term").objects.exists()
