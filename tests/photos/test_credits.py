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
