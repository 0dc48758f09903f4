"""Ids of blocks, carried from one version of an original to the next."""

import pytest

from prose import blocks, rebasing

ONE = "The harbour wakes before the town does, and the first boats come in at four."
TWO = "Two cranes move over the quay while the fish market opens its iron doors."
THREE = "Nobody remembers a winter in which the ice stayed away for so long."
NEWS = "The ministry announced on Friday that it will close the northern basin."


def numbered(*texts):
    return blocks.number("".join(f"<p>{text}</p>" for text in texts))


def moved(old, new):
    return rebasing.new_ids(numbered(*old), numbered(*new))


def test_the_same_text_keeps_its_ids():
    assert moved([ONE, TWO], [ONE, TWO]) == {"b1": ("b1",), "b2": ("b2",)}


def test_a_paragraph_added_at_the_top_gives_those_beneath_it_another_id():
    assert moved([ONE, TWO], [NEWS, ONE, TWO]) == {"b1": ("b2",), "b2": ("b3",)}


def test_a_paragraph_that_was_removed_has_no_id_any_more():
    assert moved([ONE, TWO, THREE], [ONE, THREE]) == {"b1": ("b1",), "b2": (), "b3": ("b2",)}


def test_a_rewritten_paragraph_is_the_same_one():
    rewritten = TWO.replace("iron doors", "wooden gates")
    assert moved([ONE, TWO], [NEWS, ONE, rewritten]) == {"b1": ("b2",), "b2": ("b3",)}


def test_paragraphs_that_changed_places_take_their_ids_along():
    assert moved([ONE, TWO, THREE], [THREE, ONE, TWO]) == {
        "b1": ("b2",),
        "b2": ("b3",),
        "b3": ("b1",),
    }


def test_merged_paragraphs_share_an_id():
    assert moved([ONE, TWO, THREE], [f"{ONE} {TWO}", THREE]) == {
        "b1": ("b1",),
        "b2": ("b1",),
        "b3": ("b2",),
    }


def test_a_split_paragraph_has_both_ids():
    assert moved([f"{ONE} {TWO}", THREE], [ONE, TWO, THREE]) == {
        "b1": ("b1", "b2"),
        "b2": ("b3",),
    }


@pytest.mark.parametrize(
    ("one", "two", "news"),
    [
        ("Порт просыпается раньше города.", "Над причалом движутся два крана.", "Закрыт бассейн."),
        ("يستيقظ الميناء قبل المدينة.", "تتحرك رافعتان فوق الرصيف.", "أغلقت الوزارة الحوض."),
        (
            "港は町より先に目を覚ます。",
            "岸壁の上で二台のクレーンが動く。",
            "大臣は封鎖を発表した。",
        ),
    ],
)
def test_ids_are_carried_in_any_script(one, two, news):
    assert moved([one, two], [news, one, two]) == {"b1": ("b2",), "b2": ("b3",)}


def test_paragraphs_of_equal_words_go_in_their_order():
    assert moved(["Oui.", "Oui.", ONE], [NEWS, "Oui.", "Oui.", ONE]) == {
        "b1": ("b2",),
        "b2": ("b3",),
        "b3": ("b4",),
    }


def test_what_nothing_has_become_is_added():
    assert rebasing.added(numbered(ONE, TWO), numbered(ONE, NEWS, TWO)) == ["b2"]
    assert rebasing.added(numbered(f"{ONE} {TWO}"), numbered(ONE, TWO)) == []


def test_the_marks_of_a_text_name_the_new_blocks():
    text = '<p data-source="b1">A.</p><h2 data-source="b2 b3">B.</h2>'
    ids = {"b1": ("b2",), "b2": ("b3", "b4"), "b3": ("b4",)}
    assert rebasing.body(text, ids) == '<p data-source="b2">A.</p><h2 data-source="b3 b4">B.</h2>'


def test_a_mark_whose_block_is_gone_goes_and_the_words_stay():
    text = '<p data-source="b1">A.</p><p data-source="b2">B.</p><p>C.</p>'
    assert rebasing.body(text, {"b1": (), "b2": ("b1",)}) == (
        '<p>A.</p><p data-source="b1">B.</p><p>C.</p>'
    )


def test_words_that_look_like_a_mark_are_words():
    text = '<p data-source="b1">He wrote data-source="b1" here.</p>'
    assert rebasing.body(text, {"b1": ("b9",)}) == (
        '<p data-source="b9">He wrote data-source="b1" here.</p>'
    )


def test_the_photographs_of_a_gallery_get_the_new_names_of_their_blocks():
    gallery = '<section><figure data-photo="7" data-source="{}"></figure></section>'
    assert rebasing.body(gallery.format("b2"), {"b2": ("b4",)}) == gallery.format("b4")
