import pytest

from photos import credits


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Omar Marques", "SOPA Images", "ZUMA"), "Omar Marques/SOPA Images/ZUMA"),
        (("Omar Marques",), "Omar Marques"),
        (("", "SOPA Images"), "SOPA Images"),
        (("Omar Marques", "", "ZUMA"), "Omar Marques/ZUMA"),
        ((), ""),
    ],
)
def test_a_credit_line_names_who_is_known(parts, line):
    assert credits.line(*parts) == line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Omar Marques/SOPA Images/ZUMA", ("Omar Marques", "SOPA Images", "ZUMA")),
        (" Omar Marques / SOPA Images ", ("Omar Marques", "SOPA Images", "")),
        ("Omar Marques", ("Omar Marques", "", "")),
        ("A/B/C/D", ("A", "B", "C/D")),
        ("", ("", "", "")),
        ("//", ("", "", "")),
    ],
)
def test_a_credit_line_is_read_back(text, parts):
    assert credits.parse(text) == parts


@pytest.mark.parametrize(
    ("creators", "credit", "source", "chain"),
    [
        (["Omar Marques"], "SOPA Images/ZUMA", "", ("Omar Marques", "SOPA Images", "ZUMA")),
        (
            ["Omar Marques"],
            "Omar Marques/SOPA Images/ZUMA",
            "",
            ("Omar Marques", "SOPA Images", "ZUMA"),
        ),
        (["Léa Roy"], "AFP via Getty Images", "", ("Léa Roy", "AFP", "Getty Images")),
        (["Léa Roy"], "AFP", "AFP", ("Léa Roy", "AFP", "")),
        (["Léa Roy"], "Léa Roy", "Hans Lucas", ("Léa Roy", "Hans Lucas", "")),
        (["A", "B"], "Reuters", "", ("A and B", "Reuters", "")),
        ([], "Presidency of the Republic", "", ("Presidency of the Republic", "", "")),
        ([], "", "", ("", "", "")),
    ],
)
def test_a_file_names_the_whole_chain(creators, credit, source, chain):
    assert credits.chain(creators, credit, source) == chain
