import pytest

from sources import bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Anne Martin", ["Anne Martin"]),
        ("By Anne Martin", ["Anne Martin"]),
        ("BY ANNE MARTIN", ["ANNE MARTIN"]),
        ("Par Anne Martin et Li Wei", ["Anne Martin", "Li Wei"]),
        ("Von Anna Lenz und Karl Ohm", ["Anna Lenz", "Karl Ohm"]),
        ("Von Trier", ["Von Trier"]),
        ("Por Ana Ortega y Luis Gil", ["Ana Ortega", "Luis Gil"]),
        ("Ana Ortega y Gasset", ["Ana Ortega y Gasset"]),
        ("Ana da Costa", ["Ana da Costa"]),
        ("Автор: Анна Ким и Пётр Ли", ["Анна Ким", "Пётр Ли"]),
        ("文/王小明", ["王小明"]),
        ("記者 王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("山田太郎・鈴木花子", ["山田太郎", "鈴木花子"]),
        ("أحمد علي، سارة حسن", ["أحمد علي", "سارة حسن"]),
        ("Martin, Anne", ["Anne Martin"]),
        ("Anne Martin, Li Wei", ["Anne Martin", "Li Wei"]),
        ("Anne Martin, senior reporter", ["Anne Martin"]),
        ("Anne Martin, Korrespondentin", ["Anne Martin"]),
        ("Anne Martin (AFP)", ["Anne Martin"]),
        ("Anne Martin in Berlin", ["Anne Martin"]),
        ("Anne Martin anne@lequai.example", ["Anne Martin"]),
        ("J. K. Martin", ["J. K. Martin"]),
        ("Anne Martin Reuters", ["Anne Martin"]),
        ("Anne Martin for The Associated Press", ["Anne Martin"]),
        ("By Anne Martin Bloomberg News", ["Anne Martin"]),
        ("Martin AFP", ["Martin AFP"]),
        ("The Associated Press", ["The Associated Press"]),
        ("Anne Martin and AFP", ["Anne Martin", "AFP"]),
        ("https://social.example/anne", []),
        ("", []),
    ],
)
def test_names_are_found_in_a_line(line, names):
    assert bylines.names_in(line) == names


@pytest.mark.parametrize(
    "line",
    ["admin", "Published on", "Share", "anne@lequai.example", "www.lequai.example", "By", "–"],
)
def test_what_is_no_name_is_left_out(line):
    assert bylines.clean_names([line]) == []


def test_each_name_is_given_once():
    assert bylines.clean_names(["Anne Martin", "ANNE MARTIN", "Li Wei"]) == [
        "Anne Martin",
        "Li Wei",
    ]


def test_an_unending_list_ends():
    assert len(bylines.clean_names([f"Author {n}" for n in range(500)])) == bylines.MAX_AUTHORS


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anne Martin | 3 March 2026", ["Anne Martin"]),
        ("Anne Martin 3 March 2026", ["Anne Martin"]),
        ("By Anne Martin +Follow", ["Anne Martin"]),
        ("By Anne Martin facebooktwitterflipboard", ["Anne Martin"]),
        ("By Anne Followell", ["Anne Followell"]),
        ("The harbour wakes before the town does, every day", []),
    ],
)
def test_a_printed_byline_ends_before_its_date(line, names):
    assert bylines.printed_names(line) == names


def test_a_byline_is_known_by_its_first_word():
    assert bylines.begins_like_byline("By Anne Martin")
    assert not bylines.begins_like_byline("Boats leave")
    assert not bylines.begins_like_byline("By " + "the quay " * 40)


def test_one_name_after_a_small_word_is_a_name_without_it():
    assert bylines.printed_names("von Heiner") == ["Heiner"]


def test_the_last_of_several_comes_without_its_and():
    assert bylines.names_in("Ann Lee, Bo Ray, and Cy Fox") == ["Ann Lee", "Bo Ray", "Cy Fox"]


def test_who_took_a_picture_is_told_from_who_wrote():
    assert bylines.is_of_picture("Photograph by Ann Lee")
    assert not bylines.is_of_picture("By Ann Lee")


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Anne Martin The Quay", "Anne Martin"),
        ("Anne Martin the-quay", "Anne Martin"),
        ("Martin The Quay", "Martin The Quay"),
        ("The Quay", "The Quay"),
        ("Anne Martin", "Anne Martin"),
        ("Anne " * 20 + "The Quay", "Anne " * 20 + "The Quay"),
    ],
)
def test_the_paper_is_taken_off_a_name(name, without):
    assert bylines.without_paper(name, {"thequay"}) == without


@pytest.mark.parametrize(
    ("name", "firm"),
    [("AFP", True), ("The Associated Press", True), ("BBC News", True), ("Ann Reuters", False)],
)
def test_an_agency_is_told_from_a_person(name, firm):
    assert bylines.is_firm(name) is firm


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anne Martin", True),
        ("JENNIFER VALENTINO-DeVRIES", True),
        ("Ana da Costa", True),
        ("Анна Ким", True),
        ("Special to The Quay", False),
        ("Staff", False),
        ("one of the many who were there", False),
    ],
)
def test_a_person_has_a_name_of_few_words(name, person):
    assert bylines.is_person(name) is person
