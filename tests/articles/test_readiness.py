import datetime

import pytest
from django.utils import timezone

from articles import readiness
from articles.models import State
from articles.revising import save_text
from sources.models import Agreement, Original
from tests.articles.stories import bring, changes, commission, fresh
from tests.factories import (
    make_agreement,
    make_author,
    make_live,
    make_photo,
    make_publication,
    make_snapshot,
)


def codes(article, **kwargs):
    return {p.code for p in readiness.problems(readiness.for_update(article.pk), **kwargs)}


def edited(desk, **values):
    article = bring(desk, State.READY)
    return save_text(article, by=desk.ben, seen=article.version, changes=values)


def test_a_complete_story_has_no_problem(desk):
    assert codes(bring(desk, State.READY)) == set()


@pytest.mark.parametrize(
    ("field", "empty", "code"),
    [
        ("body", "", "no-body"),
        ("section", None, "no-section"),
        ("slug", "", "no-slug"),
        ("bylines", [], "no-byline"),
    ],
)
def test_what_is_missing_blocks_and_links_to_its_field(desk, field, empty, code):
    article = edited(desk, **{field: empty})

    found = {p.code: p for p in readiness.problems(readiness.for_update(article.pk))}

    assert found[code].blocks
    assert found[code].field == field


def test_an_empty_standfirst_is_a_warning(desk):
    found = readiness.problems(edited(desk, standfirst=""))

    assert [p.code for p in readiness.warnings(found)] == ["no-standfirst"]
    assert readiness.blockers(found) == []


def test_an_unnamed_translator_is_a_warning(desk):
    assert "translator-unnamed" in codes(
        edited(desk, bylines=[(make_author("Lea Marin"), "writer", "")])
    )


def test_an_address_that_another_story_has_blocks(desk):
    article = bring(desk, State.READY)
    make_live(section=article.section, path=readiness.path_of(article))

    assert "address-taken" in codes(article)


def test_an_address_that_another_story_once_had_blocks(desk):
    article = bring(desk, State.READY)
    make_live().redirects.create(old_path=readiness.path_of(article))

    assert "address-taken" in codes(article)


def test_a_lead_photograph_without_a_credit_blocks_and_names_the_photograph(desk):
    photo = make_photo(credit=None)
    article = edited(desk, lead_photo=photo)

    problem = next(p for p in readiness.problems(article) if p.photo == photo.pk)

    assert problem.blocks
    assert "credit" in problem.message
    assert problem.field == "lead_photo"


def test_an_inline_photograph_without_a_credit_blocks(desk):
    photo = make_photo(credit=None)
    figure = f'<figure data-photo="{photo.pk}"><figcaption>x</figcaption></figure>'
    body = changes()["body"] + figure

    assert any(p.photo == photo.pk for p in readiness.problems(edited(desk, body=body)))


def test_an_inline_photograph_that_is_gone_blocks(desk):
    body = changes()["body"] + '<figure data-photo="999"><figcaption>x</figcaption></figure>'

    assert "photo-missing" in codes(edited(desk, body=body))


def test_a_photograph_whose_licence_has_ended_blocks(desk):
    article = bring(desk, State.READY)
    credit = article.lead_photo.credit
    credit.valid_until = timezone.localdate() - datetime.timedelta(days=1)
    credit.save()

    assert any(p.photo == article.lead_photo_id for p in readiness.problems(fresh(article)))


def test_no_agreement_blocks(desk):
    article = bring(desk, State.READY, article=commission(desk, agreement=False))

    found = readiness.blockers(readiness.problems(article))

    assert [p.field for p in found] == ["use"]


def test_a_kind_of_use_that_the_agreement_does_not_cover_blocks(desk):
    article = edited(desk, use="digest")

    problem = readiness.blockers(readiness.problems(article))[0]

    assert problem.agreement == Agreement.objects.get().pk


def test_an_agreement_that_has_ended_blocks(desk):
    article = bring(desk, State.READY)
    Agreement.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))

    assert readiness.blockers(readiness.problems(article))


def test_the_delay_is_judged_at_the_moment_of_publication(desk):
    article = bring(desk, State.READY)
    Agreement.objects.update(delay_hours=72)  # the original came out two days ago

    assert codes(article)
    assert codes(article, at=timezone.now() + datetime.timedelta(hours=25)) == set()


def test_the_monthly_limit_counts_stories_of_this_agreement_and_month_only(desk):
    publication = make_publication()
    agreement = make_agreement(publication, stories_per_month=1)
    article = bring(desk, State.READY, article=commission(
        desk, publication=publication, agreement=False
    ))  # fmt: skip
    long_ago = timezone.now() - datetime.timedelta(days=40)
    make_live(publication=publication, agreement=agreement, use="full",
              first_published_at=long_ago)  # fmt: skip
    assert codes(article) == set()

    make_live(publication=publication, agreement=agreement, use="full",
              first_published_at=timezone.now())  # fmt: skip
    assert codes(article)


def test_a_live_story_keeps_its_right_but_not_for_another_use(desk):
    article = bring(desk, State.PUBLISHED)
    assert codes(article) == set()

    article = save_text(article, by=desk.ben, seen=article.version, changes={"use": "digest"})

    assert [p.field for p in readiness.blockers(readiness.problems(article))] == ["use"]


def test_a_link_that_the_agreement_asks_for_needs_an_address(desk):
    article = bring(desk, State.READY)
    Original.objects.update(url="")

    assert codes(article) == {"no-link-back"}


def test_a_changed_original_is_a_warning(desk):
    article = bring(desk, State.READY)
    make_snapshot(original=article.original)

    assert codes(article) == {"outdated"}


def test_a_withdrawn_original_blocks(desk):
    article = bring(desk, State.READY)
    original = article.original
    original.withdrawn_at, original.withdrawn_note = timezone.now(), "They asked."
    original.save()

    assert "original-withdrawn" in codes(article)


def test_a_block_neither_translated_nor_cut_blocks(desk):
    article = edited(desk, body='<p data-source="b1">Only the first.</p>')

    problem = next(p for p in readiness.problems(article) if p.code == "untranslated")

    assert problem.message == (
        "The 2nd paragraph of the original (“\u2068Deux.\u2069”) is neither translated nor "
        "marked as left out."
    )
    assert problem.sources == ("b2",)


def test_of_many_open_blocks_the_number_and_the_first_are_told(desk):
    snapshot = make_snapshot(html="".join(f"<p>Ligne {n}. {'mot ' * 30}</p>" for n in range(14)))
    article = bring(desk, State.TRANSLATING, article=commission(desk, snapshot=snapshot))
    body = "".join(f'<p data-source="b{n}">Line.</p>' for n in range(1, 12))
    article = save_text(article, by=desk.anna, seen=article.version, changes={"body": body})

    (problem,) = readiness.coverage(article)

    assert problem.message == (
        "3 paragraphs of the original are neither translated nor marked as left out: first the "
        "12th (“\u2068Ligne 11. mot mot mot mot mot mot mot m…\u2069”)."
    )
    assert problem.sources == ("b12", "b13", "b14")


def test_a_block_marked_as_left_out_does_not_block(desk):
    article = edited(
        desk, body='<p data-source="b1">Only the first.</p>', cut_blocks={"b2": "repeats b1"}
    )

    assert codes(article) == set()


def test_one_paragraph_may_render_several_blocks(desk):
    assert codes(edited(desk, body='<p data-source="b1 b2">Both at once.</p>')) == set()


@pytest.mark.parametrize(
    ("original", "open_still"),
    [
        ("Une phrase assez longue pour que personne ne la prenne pour un nom.", True),
        ("Расписание", True),  # short, but in letters that our readers do not read
        ("四班制小镇", True),
        ("Kering, 2021", False),
    ],
)
def test_a_block_that_still_reads_as_in_the_original_is_translated_only_if_it_may(
    desk, original, open_still
):
    snapshot = make_snapshot(html=f"<p>{original}</p>", publication=make_agreement().publication)
    article = bring(desk, State.TRANSLATING, article=commission(desk, snapshot=snapshot))
    copied = {"body": f'<p data-source="b1">{original}</p>'}
    article = save_text(article, by=desk.anna, seen=article.version, changes=copied)

    assert ("untranslated" in codes(article)) == open_still


LINES = {"fr": "Le soir, les grues du port se taisent et la mer revient aux pêcheurs. ",
         "zh-Hans": "傍晚时分港口的起重机安静下来大海重新属于渔民们。"}  # fmt: skip


def begun(desk, body, *, language="fr", ours="en", **kwargs):
    paper = make_publication(language=language)
    html = f"<p>Court.</p><p>{LINES[language] * 2}</p><p>{LINES[language] * 2}</p>"
    snapshot = make_snapshot(paper, html=html)
    Original.objects.filter(pk=snapshot.original_id).update(language=language)
    article = commission(desk, publication=paper, snapshot=snapshot, **kwargs)
    article = bring(desk, State.TRANSLATING, article=article)
    article.language = ours
    article.body = body
    article.save()
    return readiness.for_update(article.pk)


def unfinished(article):
    return [source for found in readiness.looks_unfinished(article) for source in found.sources]


HALF = "In the evening the cranes of the port fall silent and the sea returns"
FOUR, FIFTEEN = (
    "<p data-source='b2'>The cranes fall silent.</p>",
    f"<p data-source='b3'>{HALF}.</p>",
)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (FOUR + FIFTEEN, ["b2"]),
        ("<p data-source='b1'>S</p>", []),  # too short to tell
        ("<p data-source='b2'></p>", []),  # open, and told as such
        ("<p data-source='b2 b3'>The cranes fall silent.</p>", ["b2", "b3"]),
        (f"<p data-source='b2 b3'>{HALF} {HALF}.</p>", []),
        (f"<p data-source='b2'>The cranes.</p><p data-source='b2'>{HALF}.</p>", []),
        (f"<p data-source='b2 b3'>{HALF}.</p><p data-source='b3'>{HALF}.</p>", []),
        ("<p data-source='b9'>None such.</p><p>Of our own.</p>", []),
    ],
)
def test_a_paragraph_of_fewer_than_half_the_words_looks_unfinished(desk, body, found):
    assert unfinished(begun(desk, body)) == found


@pytest.mark.parametrize(
    ("language", "ours", "words", "found"),
    [
        ("zh-Hans", "en", f"{HALF} once more", []),  # 46 characters make about 28 words
        ("zh-Hans", "en", "The cranes of the port fall silent in the evening.", ["b2"]),
        ("fr", "zh-Hans", LINES["zh-Hans"], []),  # 25 for about 40
        ("fr", "zh-Hans", "傍晚时分港口的起重机", ["b2"]),
    ],
)
def test_what_is_to_be_expected_depends_on_the_two_languages(desk, language, ours, words, found):
    body = f"<p data-source='b2'>{words}</p>"
    assert unfinished(begun(desk, body, language=language, ours=ours)) == found


def test_what_looks_unfinished_is_told_to_who_hands_in_and_holds_back_nothing(desk):
    article = begun(desk, FOUR + FIFTEEN)
    (told,) = [p for p in readiness.remarks(article) if p.code not in readiness.COPY]
    assert told.message == (
        "The 2nd paragraph of the original (“\u2068Le soir, les grues du port se taisent e…\u2069”)"
        " looks unfinished: 4 of about 25 words."
    )
    assert not told.blocks
    assert "looks-unfinished" not in codes(article)


@pytest.mark.parametrize("use", ["abridged", "digest"])
def test_what_may_be_shortened_never_looks_unfinished(desk, use):
    assert unfinished(begun(desk, FOUR, use=use)) == []


def test_a_digest_need_not_render_every_block(desk):
    article = edited(desk, body="<p>In short.</p>", use="digest")
    Agreement.objects.update(allows_digest=True)

    assert codes(article) == set()


def test_the_gate_asks_the_same_number_of_queries_however_many_pictures(
    desk, django_assert_num_queries
):
    few = bring(desk, State.READY)
    figures = "".join(
        f'<figure data-photo="{make_photo().pk}"><figcaption>A crane at work.</figcaption></figure>'
        for _ in range(5)
    )
    many = edited(desk, body=changes()["body"] + figures)
    few, many = readiness.for_update(few.pk), readiness.for_update(many.pk)

    with django_assert_num_queries(6):
        readiness.problems(few)
    with django_assert_num_queries(6):
        readiness.problems(many)
