"""The marks of the demo's papers: one form each, in one ink, on a square of a hundred units."""

import io

from PIL import Image, ImageDraw

from newsroom.demo.drawing import BRICK, INK, MOSS, PLUM, TEAL, arc, ellipse, rect

SIDE = 144  # pixels, twice of what pages show
_SCALE = 6  # drawn so much larger, for smooth edges


def mark(slug):
    """Bytes of a PNG with transparency, or None for a paper without a mark."""
    if slug not in _MARKS:
        return None
    ink, forms = _MARKS[slug]
    large = SIDE * _SCALE
    stencil = Image.new("L", (large, large))
    pencil = ImageDraw.Draw(stencil)
    for form in forms:
        pencil.polygon([(x * large / 100, y * large / 100) for x, y in form], fill=255)
    printed = Image.new("RGB", (SIDE, SIDE), ink)
    printed.putalpha(stencil.resize((SIDE, SIDE), Image.Resampling.LANCZOS))
    out = io.BytesIO()
    printed.save(out, "PNG")
    return out.getvalue()


def _bars(left, tops, right, thickness):
    return [rect(left, top, right, top + thickness) for top in tops]


def _posts(lefts, top, bottom, thickness):
    return [rect(left, top, left + thickness, bottom) for left in lefts]


def _ring_half(x, y, outer, inner, start):
    """Half a ring, from `start` degrees on."""
    there, back = (
        arc(x, y, outer, outer, start, start + 180),
        arc(x, y, inner, inner, start, start + 180),
    )
    return [*there, *reversed(back)]


def _wave(y, thickness=9):
    """A swell from edge to edge."""
    crests = [(x, y + 5 * ((x // 12) % 2)) for x in range(0, 101, 12)] + [(100, y)]
    return [*crests, *((x, height + thickness) for x, height in reversed(crests))]


_MARKS = {
    "le-quai": (TEAL, [rect(12, 8, 44, 60), rect(44, 44, 92, 60), _wave(70), _wave(86)]),
    "dve-reki": (INK, [
        [(4, 8), (22, 8), (62, 92), (44, 92)], [(96, 8), (78, 8), (38, 92), (56, 92)],
    ]),
    "daftar-al-madina": (PLUM, [
        rect(10, 6, 22, 94), *_bars(32, (6, 30, 54), 92, 12), rect(32, 82, 66, 94),
    ]),
    "shiome-shimbun": (BRICK, [arc(50, 50, 44, 44, 180, 360), *_bars(6, (58, 72, 86), 94, 7)]),
    "shiqiao-weekly": (INK, [
        _ring_half(50, 74, 46, 28, 180), rect(0, 78, 100, 87), rect(20, 92, 80, 97),
    ]),
    "ha-mirpeset": (MOSS, [
        rect(4, 14, 96, 26), rect(4, 82, 96, 94), *_posts((8, 26, 44, 62, 80), 26, 82, 10),
    ]),
    "o-varal": (BRICK, [
        rect(0, 12, 100, 19), rect(10, 19, 36, 78), [(44, 19), (70, 19), (57, 66)],
        rect(78, 19, 92, 54),
    ]),
    "il-gelso": (PLUM, [
        ellipse(34, 44, 16), ellipse(66, 44, 16), ellipse(50, 70, 16), ellipse(50, 52, 14),
        rect(46, 4, 54, 40), [(54, 8), (88, 2), (62, 28)],
    ]),
    "el-tercer-anden": (INK, [
        *_posts((8, 30), 8, 92, 14), rect(58, 8, 92, 92),
    ]),
    "kiyi-postasi": (TEAL, [
        [(46, 4), (46, 66), (8, 66)], [(54, 18), (54, 66), (90, 66)], _wave(78),
    ]),
    "uferzeitung": (MOSS, [arc(50, 54, 42, 42, 180, 360), *_bars(0, (62, 80), 100, 11)]),
}  # fmt: skip
