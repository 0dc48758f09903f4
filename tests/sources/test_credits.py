import pytest

from sources import credits


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The quay at dawn. Photo: Jane Doe/AFP", "The quay at dawn.", "Jane Doe/AFP"),
        ("The quay at dawn. © Jane Doe", "The quay at dawn.", "Jane Doe"),
        ("The quay. (Foto: Jane Doe)", "The quay.", "Jane Doe"),
        ("Der Kai. Quelle: dpa", "Der Kai.", "dpa"),
        ("Le quai. Photo : Jean Iris", "Le quai.", "Jean Iris"),
        ("Причал. Фото: Анна Ким / ТАСС", "Причал.", "Анна Ким / ТАСС"),
        ("夜明けの港。写真：山田太郎", "夜明けの港。", "山田太郎"),
        ("The quay (Jane Doe/Getty Images)", "The quay", "Jane Doe/Getty Images"),
        ("The quay at dawn. Jane Doe/Reuters", "The quay at dawn.", "Jane Doe/Reuters"),
        ("The quay at dawn | AFP", "The quay at dawn", "AFP"),
        ("Photo: Jane Doe/AFP", "", "Jane Doe/AFP"),
        ("Photo by Jane Doe", "", "Jane Doe"),
        ("The quay at dawn.", "The quay at dawn.", ""),
        ("", "", ""),
    ],
)
def test_a_caption_is_parted_from_its_credit(line, caption, credit):
    assert credits.part(line) == (caption, credit)


@pytest.mark.parametrize(
    ("credit", "name"),
    [("© Jane Doe", "Jane Doe"), ("Foto: Jane Doe", "Jane Doe"), ("(AFP)", "AFP"),
     ("Foto: © Jane Doe / dpa", "Jane Doe / dpa"), ("Jane Doe", "Jane Doe"), ("", ""),
     ("(Credit: Jane Doe/AFP)", "Jane Doe/AFP"), ("Crédits photo : Jane Doe", "Jane Doe"),
     ("Jane Doe (The Quay)", "Jane Doe (The Quay)"), ("AP Photo/Jane Doe", "AP Photo/Jane Doe")],
)  # fmt: skip
def test_a_credit_stands_without_its_label(credit, name):
    assert credits.bare(credit) == name


@pytest.mark.parametrize(
    "line",
    ["Foto:", "(Bild: )", "Photo", "©", "Riproduzione riservata", "© 2026 All rights reserved"],
)
def test_what_names_nobody_is_no_credit(line):
    assert credits.bare(line) == ""


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("© Jane Doe", True),
        ("(Foto: Jane Doe)", True),
        ("Photo by Jane Doe", True),
        ("Jane Doe/AFP", False),
        ("The quay. Photo: Jane Doe", False),
        ("Photo: " + "Jane Doe " * 30, False),
    ],
)
def test_a_line_that_begins_as_a_credit_is_known(line, begins):
    assert credits.begins(line) is begins
