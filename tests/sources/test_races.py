"""Two people at the same moment, on connections of their own."""

import pytest

from prose import blocks
from sources import importing
from sources.importing import AlreadyImported
from sources.models import Original, Snapshot
from sources.reading import Reading
from tests.factories import make_publication, make_user
from tests.together import needs_connections, together

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    needs_connections,
]


def reading(text="One."):
    return Reading(headline="Boats", blocks=blocks.number(f"<p>{text}</p>"))


def imports(publications, **kwargs):
    editor = make_user("editor")
    return [
        lambda p=p: importing.import_original(reading(), publication=p, by=editor, **kwargs)
        for p in publications
    ]


def one_won(outcome):
    won = [one for one in outcome if isinstance(one, Original)]
    lost = [one for one in outcome if isinstance(one, AlreadyImported)]
    return len(won) == 1 and len(lost) == len(outcome) - 1 and lost[0].original == won[0]


def test_of_people_who_import_the_same_text_one_wins():
    assert one_won(together(*imports([make_publication()] * 4)))
    assert Original.objects.count() == Snapshot.objects.count() == 1


def test_of_people_who_import_one_address_under_different_papers_one_wins():
    papers = [make_publication() for _ in range(4)]
    assert one_won(together(*imports(papers, url="https://lequai.example/port")))
    assert Original.objects.count() == Snapshot.objects.count() == 1


def test_retrievals_at_once_get_numbers_of_their_own():
    [first] = imports([make_publication()])
    pk, editor = first().pk, make_user("editor")
    outcome = together(
        *(
            lambda n=n: importing.add_snapshot(
                Original.objects.get(pk=pk), reading(f"Text {n}."), by=editor
            )
            for n in range(4)
        )
    )
    assert sorted(snapshot.number for snapshot in outcome) == [2, 3, 4, 5]
    assert Original.objects.get(pk=pk).latest_snapshot.number == 5


def test_the_same_change_found_twice_at_once_is_stored_once():
    [first] = imports([make_publication()])
    pk, editor = first().pk, make_user("editor")
    retrieve = lambda: importing.add_snapshot(  # noqa: E731
        Original.objects.get(pk=pk), reading("Two."), by=editor
    )
    assert {snapshot.number for snapshot in together(*[retrieve] * 4)} == {2}
