"""Makes static/site/fonts/: the letters that the pages need, and no more.

    pip install fonttools brotli
    npm install @fontsource-variable/newsreader @fontsource-variable/schibsted-grotesk
    python bin/subset_fonts.py node_modules

Both families are under the SIL Open Font License (static/site/fonts/OFL.txt) and reserve no
name. Kept are the letters of the languages of western, central and northern Europe; each cut is
fixed at one weight and size, drawn on a coarser grid, and its kerning is rounded: the small
steps nobody sees, and a phone would have to load them.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

SPACES = {"space", "uni00A0"}
UNITS = 1000  # of the grid, to an em
TARGET = Path(__file__).resolve().parent.parent / "static" / "site" / "fonts"
NEWSREADER = "newsreader/files/newsreader-{}-standard-{}.woff2"
SCHIBSTED = "schibsted-grotesk/files/schibsted-grotesk-{}-wght-{}.woff2"
BASIC = (
    "U+0020-007E,U+00A0,U+00A3,U+00A7,U+00A9,U+00AB,U+00AD,U+00B0,U+00B7,U+00BB,U+00BF-00FF,"
    "U+0131,U+0152-0153,U+2010-2014,U+2018-201E,U+2022,U+2026,U+2039-203A,U+20AC,U+2190,U+2192,"
    "U+2212"
)
FURTHER = "āăąćčďđēėęěğģīįķļľłńņňōőřśşšţťūůűųźżžșțĀČĆĐĒŁĪŌŚŞŠŽŻİȘ"
# Of italics there are a few words in a story: no figures, few capitals with accents.
ITALIC = (
    "U+0020-0022,U+0026-0029,U+002C-003B,U+003F,U+0041-005A,U+0061-007A,U+00A0,U+00AB,U+00BB,"
    "U+00C9,U+00DF-00F6,U+00F8-00FF,U+0153,U+2013-2014,U+2018-201E,U+2026"
)
CUTS = [
    ("serif-display", NEWSREADER, "normal", {"opsz": 60, "wght": 460}, BASIC, FURTHER, True),
    ("serif-text", NEWSREADER, "normal", {"opsz": 16, "wght": 400}, BASIC, FURTHER, True),
    ("serif-italic", NEWSREADER, "italic", {"opsz": 16, "wght": 400}, ITALIC, "ğş", False),
    ("sans", SCHIBSTED, "normal", {"wght": 480}, BASIC, FURTHER, False),
]


def cut(path, axes, letters, *, kerned):
    """The font with these letters only, at one point of its design space."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = ["kern", "liga", "ccmp"] if kerned else ["ccmp"]
    options.drop_tables += ["DSIG", *([] if kerned else ["GPOS"])]
    font = TTFont(path)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes)
    for table in ("STAT", "gasp"):
        font.tables.pop(table, None)
    font.flavor = None
    return font


def round_kerning(font, step=0.024):
    """To steps of an em; none beside a space, or a sentence sets in before the last is over."""
    unit = int(font["head"].unitsPerEm * step)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, second, record in _pairs(getattr(table, "ExtSubTable", table)):
                if record.Value1 and hasattr(record.Value1, "XAdvance"):
                    beside = SPACES & (first | second)
                    steps = 0 if beside else round(record.Value1.XAdvance / unit)
                    record.Value1.XAdvance = steps * unit


def _pairs(table):
    """(first glyphs, second glyphs, record) of every pair, or pair of classes."""
    glyphs = table.Coverage.glyphs
    if table.Format == 1:
        for first, group in zip(glyphs, table.PairSet, strict=True):
            for record in group.PairValueRecord:
                yield {first}, {record.SecondGlyph}, record
    else:
        classes = [table.ClassDef1.classDefs, table.ClassDef2.classDefs]
        for n, group in enumerate(table.Class1Record):
            first = {glyph for glyph in glyphs if classes[0].get(glyph, 0) == n}
            for m, record in enumerate(group.Class2Record):
                second = {glyph for glyph, number in classes[1].items() if number == m}
                yield first, second, record


def make(folder, name, family, style, axes, letters, further, kerned):
    letters, further = parse_unicodes(letters), [ord(letter) for letter in further]
    basic = cut(folder / family.format("latin", style), axes, letters, kerned=kerned)
    if kerned:
        round_kerning(basic)
    more = cut(folder / family.format("latin-ext", style), axes, further, kerned=False)
    for table in ("GSUB", "GDEF", "GPOS"):
        if table in more:
            del more[table]
    with tempfile.TemporaryDirectory() as scratch:
        parts = [f"{scratch}/{n}.ttf" for n in range(2)]
        basic.save(parts[0])
        more.save(parts[1])
        font = Merger().merge(parts)
    scale_upem(font, UNITS)
    font["post"].formatType = 3.0
    font.flavor = "woff2"
    font.save(TARGET / f"{name}.woff2")


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for row in CUTS:
        make(Path(sys.argv[1]) / "@fontsource-variable", *row)
