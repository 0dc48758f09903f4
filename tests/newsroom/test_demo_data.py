import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import newsroom.demo
from articles.models import State
from photos.models import Licence
from prose.blocks import number
from prose.sanitise import clean_body
from sources.languages import known_country, known_language
from sources.models import Use

FOLDER = Path(newsroom.demo.__file__).parent
EDITION = tomllib.loads((FOLDER / "edition.toml").read_text(encoding="utf-8"))
STORIES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((FOLDER / "stories").glob("*.toml"))
}
ROLES = {
    "translator", "editor", "photo editor", "newsletter editor", "managing editor", "administrator",
}  # fmt: skip
BLOCKS = {"p", "h2", "h3", "blockquote", "li", "aside"}
INLINE = {"em", "strong", "a"}
LEFT_THE_DESK = {"ready", "scheduled", "published", "withdrawn"}

each_story = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())


def by_slug(table, key="slug"):
    return {row[key]: row for row in EDITION[table]}


def with_original(*states):
    translated = [story for story in STORIES.values() if "original" in story]
    return [story for story in translated if not states or state(story) in states]


def state(story):
    return story["desk"]["state"]


def blocks(story):
    return story["story"].get("blocks", [])


def original_ids(story):
    return [f"b{n}" for n, _ in enumerate(story.get("original", {}).get("blocks", []), 1)]


def rendered(story):
    return {source for block in blocks(story) for source in block.get("sources", "").split()}


def photos(story):
    row = [figure for block in blocks(story) for figure in block.get("figures", [])]
    inline = [block["photo"] for block in (*blocks(story), *row) if "photo" in block]
    lead = story["story"].get("photo")
    return [lead, *inline] if lead else inline


def every_html(story):
    original = story.get("original", {})
    lists = [original.get("blocks", []), original.get("updated_blocks", []), blocks(story)]
    return [block["html"] for rows in lists for block in rows if "html" in block]


def agreement_on(publication, days_ago, language="en"):
    """The one agreement with the paper for this language that ran so many days ago, or None."""
    running = [
        row
        for row in EDITION["agreements"]
        if row["publication"] == publication
        and row["languages"] == [language]
        and row["starts_days"] <= -days_ago
        and row.get("ends_days", 0) >= -days_ago
    ]
    assert len(running) < 2, f"two agreements with {publication} at once"
    return running[0] if running else None


def hours_between(story):
    return story["original"]["published_hours_ago"] - story["desk"]["published_hours_ago"]


# The edition


@pytest.mark.parametrize(
    "table", ["publications", "sections", "authors", "agencies", "photos", "people"]
)
def test_no_slug_is_used_twice(table):
    key = "username" if table == "people" else "slug"
    assert [s for s, n in Counter(row[key] for row in EDITION[table]).items() if n > 1] == []


def test_every_agreement_is_with_a_paper_that_exists_and_every_paper_has_one():
    assert {row["publication"] for row in EDITION["agreements"]} == set(by_slug("publications"))


def test_every_agreement_names_kinds_of_use_that_exist():
    for row in EDITION["agreements"]:
        assert set() < set(row["uses"]) <= set(Use.values), row["reference"]


def test_one_agreement_of_each_awkward_kind_is_there():
    rows = EDITION["agreements"]
    assert any(row.get("ends_days", 0) < 0 for row in rows)
    assert any(row["delay_hours"] for row in rows)
    assert any("stories_per_month" in row for row in rows)
    assert any("full" not in row["uses"] for row in rows)


def test_every_paper_has_a_language_and_a_country():
    for row in EDITION["publications"]:
        assert known_language(row["language"]), row["slug"]
        assert known_country(row["country"]), row["slug"]


def test_a_paper_in_another_script_also_has_its_name_in_latin_letters():
    for row in EDITION["publications"]:
        assert ("latin_name" in row) == (not re.search(r"[A-Za-z]", row["name"])), row["slug"]


def test_every_author_writes_for_a_paper_of_the_edition():
    papers = {row.get("latin_name", row["name"]) for row in EDITION["publications"]}
    assert {row["affiliation"] for row in EDITION["authors"]} <= papers


def test_every_role_of_the_desk_has_somebody():
    counted = Counter(row["role"] for row in EDITION["people"])
    assert set(counted) == ROLES
    assert counted["translator"] >= 3
    assert counted["editor"] >= 2


def test_every_credit_names_agencies_and_a_licence_that_exist():
    for row in EDITION["photos"]:
        named = {row[key] for key in ("agency", "distributor") if key in row}
        assert named <= set(by_slug("agencies")), row["slug"]
        assert row.get("licence", Licence.OWN) in Licence.values, row["slug"]
        if row.get("licence") == Licence.CREATIVE_COMMONS:
            assert row["licence_url"], row["slug"]


def test_exactly_one_photograph_lacks_its_credit_and_no_reader_sees_it():
    bare = [r["slug"] for r in EDITION["photos"] if not {"photographer", "agency"} & r.keys()]
    assert len(bare) == 1
    assert "licence" not in by_slug("photos")[bare[0]]
    users = [state(story) for story in STORIES.values() if bare[0] in photos(story)]
    assert users
    assert not LEFT_THE_DESK & set(users)


# The stories


@each_story
def test_every_slug_in_a_story_resolves(story):
    assert story["story"]["section"] in by_slug("sections")
    assert set(photos(story)) <= set(by_slug("photos"))
    for byline in story["story"].get("bylines", []):
        known = by_slug("people", "username") if "person" in byline else by_slug("authors")
        assert (byline.get("person") or byline.get("author")) in known
    for post in ("translator", "editor"):
        assert story["desk"].get(post) in {None, *by_slug("people", "username")}
    if "original" in story:
        assert story["original"]["publication"] in by_slug("publications")


@each_story
def test_every_block_points_to_blocks_that_the_original_has(story):
    there = set(original_ids(story))
    assert rendered(story) <= there
    assert set(story["story"].get("cut", {})) <= there - rendered(story)


@each_story
def test_a_finished_translation_renders_or_cuts_every_block(story):
    finished = state(story) in LEFT_THE_DESK and story["story"].get("use") != Use.DIGEST
    if finished:
        assert rendered(story) | set(story["story"].get("cut", {})) == set(original_ids(story))


@each_story
def test_crossheads_render_crossheads(story):
    tags = {
        f"b{n}": block["tag"]
        for n, block in enumerate(story.get("original", {}).get("blocks", []), 1)
    }
    for block in blocks(story):
        sources = block.get("sources", "").split()
        if block["tag"] == "aside" or not sources:
            continue
        assert {tags[source] for source in sources} == {block["tag"]}, block["html"]


@each_story
def test_a_pull_quote_says_nothing_that_the_text_does_not_say(story):
    text = " ".join(block["html"] for block in blocks(story) if block["tag"] == "p")
    for block in blocks(story):
        if block["tag"] == "aside":
            said = [sentence.strip() for sentence in re.split("[.?!]", block["html"])]
            assert [sentence for sentence in said if sentence not in text] == []


@each_story
def test_only_the_house_vocabulary_is_used(story):
    allowed = BLOCKS | {"figure", "gallery"}
    assert {block["tag"] for block in blocks(story)} <= allowed
    assert {block["tag"] for block in story.get("original", {}).get("blocks", [])} <= BLOCKS
    for html in every_html(story):
        assert set(re.findall(r"</?([a-z0-9]+)", html)) <= INLINE, html


@each_story
def test_the_sanitiser_leaves_every_block_as_it_was_written(story):
    for html in every_html(story):
        (kept,) = number(clean_body(f"<p>{html}</p>"))
        assert kept["html"].replace('"', "'") == html.replace('"', "'")


@each_story
def test_quotation_marks_and_apostrophes_are_typographic(story):
    for html in every_html(story):
        assert not re.search(r"[\"']", re.sub(r"<[^>]*>", "", html)), html


@each_story
def test_nobody_approves_their_own_work(story):
    editor = story["desk"].get("editor")
    assert editor is None or editor != story["desk"].get("translator")
    if state(story) in LEFT_THE_DESK:
        assert editor


@each_story
def test_a_story_in_hand_has_a_translator_who_reads_its_language(story):
    translator = story["desk"].get("translator")
    assert (translator is None) == (state(story) == State.COMMISSIONED)
    if translator and "original" in story:
        paper = by_slug("publications")[story["original"]["publication"]]
        assert paper["language"] in by_slug("people", "username")[translator]["languages"]


@each_story
def test_a_story_says_what_it_shows_a_newcomer(story):
    assert story["desk"]["why"].endswith(".")


def test_no_two_stories_share_an_address():
    slugs = [s["story"]["slug"] for s in STORIES.values() if s["story"].get("slug")]
    urls = [s["original"]["url"] for s in with_original()]
    assert len(set(slugs)) == len(slugs)
    assert len(set(urls)) == len(urls)


def test_every_address_is_under_a_reserved_domain():
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.toml"))
    hosts = set(re.findall(r"https?://([^/\"'\s]+)", text)) - {"creativecommons.org"}
    assert hosts
    assert {host for host in hosts if not host.endswith(".example")} == set()


def test_the_originals_come_from_at_least_ten_languages():
    papers = by_slug("publications")
    languages = {papers[s["original"]["publication"]]["language"] for s in with_original()}
    assert len(languages) >= 10
    assert {"ar", "he", "ru", "ja", "zh-Hans"} <= languages


def test_every_state_of_a_story_is_there():
    counted = Counter(state(story) for story in STORIES.values())
    assert set(counted) == set(State.values)
    assert counted["published"] >= 11


def test_every_state_that_needs_a_time_has_it():
    for story in STORIES.values():
        desk = story["desk"]
        assert ("published_hours_ago" in desk) == (state(story) in {"published", "withdrawn"})
        assert ("scheduled_in_hours" in desk) == (state(story) == "scheduled")
        if state(story) in {"killed", "withdrawn"}:
            assert desk["note"]


def test_every_translation_that_left_the_desk_was_allowed_when_it_did():
    for story in with_original(*LEFT_THE_DESK):
        paper = story["original"]["publication"]
        agreement = agreement_on(paper, story["desk"].get("published_hours_ago", 0) // 24)
        assert story["story"]["use"] in agreement["uses"], paper


def test_every_published_translation_waited_as_long_as_its_agreement_asks():
    for story in with_original("published", "withdrawn"):
        agreement = agreement_on(story["original"]["publication"], 0)
        assert hours_between(story) >= agreement["delay_hours"], story["original"]["url"]


def test_no_paper_is_used_more_often_than_its_agreement_allows():
    used = Counter(s["original"]["publication"] for s in with_original(*LEFT_THE_DESK))
    for row in EDITION["agreements"]:
        assert used[row["publication"]] <= row.get("stories_per_month", 100), row["reference"]


def test_one_story_being_edited_is_blocked_by_an_agreement_that_has_ended():
    papers = [s["original"]["publication"] for s in with_original("editing")]
    assert [agreement_on(paper, 0) for paper in papers].count(None) == 1


def test_one_published_story_is_out_of_date_in_two_of_its_blocks():
    (story,) = [s for s in with_original("published") if "updated_blocks" in s["original"]]
    old, new = story["original"]["blocks"], story["original"]["updated_blocks"]
    assert len([1 for a, b in zip(old, new, strict=True) if a != b]) == 2


def test_one_published_story_is_abridged_and_gives_a_reason_for_each_cut():
    (story,) = [s for s in with_original("published") if s["story"].get("cut")]
    assert story["story"]["use"] == Use.ABRIDGED
    assert all(story["story"]["cut"].values())


def test_one_published_story_carries_a_correction():
    corrected = [s for s in STORIES.values() if "correction" in s["desk"]]
    assert [state(story) for story in corrected] == ["published"]


def test_one_published_story_has_three_writers_two_of_them_with_a_place():
    lines = [
        [line for line in story["story"]["bylines"] if line["role"] == "writer"]
        for story in with_original("published")
    ]
    (three,) = [line for line in lines if len(line) == 3]
    assert [bool(writer.get("place")) for writer in three] == [False, True, True]


def test_the_newest_stories_have_pictures_and_one_has_a_row_of_them():
    published = sorted(
        (s for s in STORIES.values() if state(s) == "published"),
        key=lambda s: s["desk"]["published_hours_ago"],
    )
    assert all(photos(story) for story in published[:8])
    assert sorted(len(photos(story)) for story in published)[-2:] == [2, 4]


def test_one_story_is_ours_and_has_neither_an_original_nor_a_kind_of_use():
    (story,) = [s for s in STORIES.values() if "original" not in s]
    assert "use" not in story["story"]
    assert rendered(story) == set()


def test_one_story_in_translation_is_overdue_and_one_is_not():
    due = [story["desk"]["due_in_hours"] for story in with_original("translating")]
    assert min(due) < 0 < max(due)


def test_the_translator_of_the_first_five_minutes_has_a_story_half_done_and_a_question_to_answer():
    (story,) = [s for s in with_original("translating") if s["desk"]["translator"] == "amira"]
    order = original_ids(story)
    assert rendered(story) == set(order[: len(rendered(story))])
    assert 4 <= len(rendered(story)) < len(order) - 1
    asked = story["desk"]["comment"]
    assert asked["block"] in rendered(story)
    assert by_slug("people", "username")[asked["by"]]["role"] == "editor"
    assert "@amira" in asked["text"]


def test_every_term_of_the_stylebook_stands_in_an_original_of_its_language():
    texts = {}
    for story in with_original():
        paper = by_slug("publications")[story["original"]["publication"]]
        words = " ".join(block["html"] for block in story["original"]["blocks"])
        texts[paper["language"].split("-")[0]] = (
            texts.get(paper["language"].split("-")[0], "") + words
        )
    assert [
        term["source"]
        for term in EDITION["terms"]
        if term["source"] not in texts[term["source_language"]]
    ] == []


def test_the_stylebook_never_writes_what_it_forbids():
    assert [t["source"] for t in EDITION["terms"] if t["target"] in t.get("banned", [])] == []
