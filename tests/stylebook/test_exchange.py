"""Terms in files: out and in again without loss, and files that mean harm."""

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from prose.characters import clean_line
from stylebook import exchange
from stylebook.entries import Entry, Worded, complaints
from stylebook.exchange import Unreadable, table, tbx

TERMS = [
    ("7", Entry("place", "cities", False, "The capital.", (
        Worded("ru", "Бишкек"), Worded("en", "Bishkek"), Worded("en", "Pishpek", "also"),
        Worded("en", "Frunze", "never"), Worded("en", "Biškek, old", "never"),
    ))),
    ("8", Entry("person", "", True, "", (Worded("fr", "Inès Barbaroux"),))),
    ("9", Entry("institution", "courts", False, "=not a formula", (
        Worded("ar", "المحكمة العليا"), Worded("pt-BR", "Supremo & <STF>"),
        Worded("zh-Hans", "最高法院"),
    ))),
]  # fmt: skip


def as_set(entry):
    return (entry.kind, entry.domain, entry.keep, entry.note, frozenset(entry.wordings))


def back(ending, terms=TERMS):
    return exchange.read(exchange.FORMATS[ending][1](terms))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "tbx"])
def test_out_and_in_again_nothing_is_lost(ending):
    found = back(ending)
    assert [(read.id, as_set(read.entry)) for read in found] == [
        (name, as_set(entry)) for name, entry in TERMS
    ]
    assert [read.wrong for read in found] == [[], [], []]


words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["en", "fr", "ru", "zh-Hans"]), words,
                  st.sampled_from(["preferred", "also", "never"])),
        min_size=1, max_size=6,
    ),
    words,
)  # fmt: skip
def test_whatever_can_be_kept_comes_back(rows, note):
    entry = Entry("phrase", "", False, note, tuple(Worded(*row) for row in rows))
    unclean = [text for text in (note, *(row[1] for row in rows)) if clean_line(text) != text]
    if unclean or list(complaints(entry)):
        return
    for ending in ("csv", "tbx"):
        [read] = back(ending, [("1", entry)])
        if not any(w.text.startswith("'") for w in entry.wordings) and not note.startswith("'"):
            assert as_set(read.entry) == as_set(entry)


# --- tables


def rows(*lines):
    return exchange.read("\n".join(lines).encode())


def test_a_table_of_another_program_needs_only_columns_named_by_languages():
    [read] = rows("ru;en;whatever", "Бишкек;Bishkek;x")
    assert read.entry == Entry(wordings=(Worded("ru", "Бишкек"), Worded("en", "Bishkek")))


def test_several_wordings_of_a_cell_have_a_sign_between_them():
    [read] = rows("en,en never", "Kyiv,Kiev | Kieff")
    assert [w.text for w in read.entry.wordings] == ["Kyiv", "Kiev", "Kieff"]


def test_a_table_without_languages_says_what_its_first_row_needs():
    with pytest.raises(Unreadable, match="No column is named by a language"):
        rows("source,target", "Бишкек,Bishkek")


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        ("kind,en", "city,Kyiv", "“city” is no kind of term"),
        ("note,en", "alone,", "one language at least"),
        ("en,en never", "Kyiv,Kyiv", "is what we write"),
        ("en", "x" * 201, "At most 200 characters"),
        ("en,en never", f"Kyiv,{'x' * 1000}", "A cell is longer"),
        ("note,en", f"{'x' * 301},Kyiv", "At most 300 characters in “note”"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_of_that_row(head, row, said):
    good, bad = rows(
        head, "place,Lviv" if head == "kind,en" else ",Lviv" if "note" in head else "Lviv", row
    )
    assert good.wrong == []
    assert said in " ".join(bad.wrong)
    assert bad.at == 3


def test_no_word_of_a_table_is_a_formula():
    content = table.as_csv([("1", Entry(wordings=(Worded("en", "=1+1"),)))]).decode("utf-8-sig")
    assert "'=1+1" in next(csv.reader(io.StringIO(content.splitlines()[1])))


# --- TBX


def test_what_is_written_is_tbx_basic_of_2019():
    root = etree.fromstring(tbx.write(TERMS))
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    names = {"t": "urn:iso:std:iso:30042:ed-2"}
    first = root.find(".//t:conceptEntry", names)
    assert [e.tag.split("}")[1] for e in first] == ["descrip", "note", "langSec", "langSec"]
    statuses = [
        e.text for e in first.iterfind(".//t:termNote[@type='administrativeStatus']", names)
    ]
    assert statuses == [
        "preferredTerm-admn-sts", "preferredTerm-admn-sts", "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts", "deprecatedTerm-admn-sts",
    ]  # fmt: skip


MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c5"><descrip type="subjectField">finance</descrip>
<langSet xml:lang="EN_us"><tig><term>bank <hi>rate</hi></term></tig>
<tig><term>base rate</term></tig></langSet>
<langSet xml:lang="de"><ntig><termGrp><term>Leitzins</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig></langSet>
</termEntry></body></text></martif>"""


def test_files_of_the_older_standard_are_read_too():
    [read] = exchange.read(MARTIF.encode())
    assert read.entry == Entry(domain="finance", wordings=(
        Worded("en-US", "bank rate"), Worded("en-US", "base rate", "also"),
        Worded("de", "Leitzins", "never"),
    ))  # fmt: skip


BOMB = '<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;">'
FETCH = '<!ENTITY x SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize("entities", [BOMB, FETCH])
def test_a_file_that_wants_something_expanded_or_fetched_is_refused(entities):
    content = f"""<!DOCTYPE tbx [{entities}]><tbx><conceptEntry><langSec xml:lang="en">
        <termSec><term>&x;</term></termSec></langSec></conceptEntry></tbx>"""
    with pytest.raises(Unreadable, match="entities of its own"):
        exchange.read(content.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<tbx><unclosed></tbx>", "cannot be read as XML"),
        ("<html><body>no terms</body></html>", "holds no terms"),
    ],
)
def test_other_xml_is_refused_in_words(content, said):
    with pytest.raises(Unreadable, match=said):
        exchange.read(content.encode())


def test_a_file_is_told_by_what_it_holds():
    assert exchange.read(tbx.write(TERMS))[0].id == "7"
    assert zipfile.is_zipfile(io.BytesIO(exchange.FORMATS["xlsx"][1](TERMS)))
