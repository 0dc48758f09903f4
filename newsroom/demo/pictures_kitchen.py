"""The picture of the notebooks on the kitchen table, seen from above."""

import math

from newsroom.demo.drawing import (
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MOSS,
    PLUM,
    TEAL,
    Dice,
    Sheet,
    arc,
    blob,
    mix,
    moved,
    rect,
    ribbon,
    rounded,
    smooth,
    turned,
)
from newsroom.demo.pictures_pantry import bowl, coffee, herbs, limes, pencil, shadow, spoon
from newsroom.demo.pictures_props import HEIGHT, WIDTH

PAGE = "#fbf1da"
SEPIA = "#6b4a3f"


def recipe_archive(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("recipe-archive")
    _table(sheet, dice)
    _cloth(sheet)
    _shut(sheet, dice)
    _open(sheet, dice, 1490, 210, 620, 430, 13, TEAL, "#3f6076")
    _open(sheet, dice, 820, 640, 900, 640, -5, BRICK, SEPIA, sketch=True)
    bowl(sheet, dice, 1490, 800, 232)
    spoon(sheet, 1120, 1080, -14)
    coffee(sheet, 860, 150, 104)
    limes(sheet)
    herbs(sheet, dice)
    pencil(sheet, 560, 1070)
    _window_light(sheet)
    return sheet.finish()


def _table(sheet, dice):
    sheet.fill("#b0714a", rect(0, 0, WIDTH, HEIGHT))
    high = HEIGHT / 6
    for row in range(6):
        top = row * high
        board = rect(0, top, WIDTH, top + high)
        sheet.fill(mix("#b97a4f", "#a0623f", dice.random()), board)
        sheet.grain("#6d3f33", (0, top + high * 0.4), (0, top + high * 1.5), board, strength=0.6)
        lines = []
        for i in range(9):
            y, swing = top + high * (i + 0.6) / 9.4, dice.uniform(2, 7)
            phase = dice.uniform(0, 6)
            lines.append(
                [
                    (x, y + swing * math.sin(x / 240 + phase) + 3 * math.sin(x / 71 + i))
                    for x in range(-20, WIDTH + 60, 40)
                ]
            )
        sheet.stroke("#8f5a3c", *lines[::2], width=2)
        sheet.stroke("#c88a5c", *lines[1::2], width=2)
        kx, ky = dice.uniform(100, 1700), top + high * 0.5
        for r in (34, 24, 14):
            sheet.stroke("#7d4a35", arc(kx, ky, r * 1.7, r * 0.7, 0, 360, 40), width=3)
        sheet.fill("#5f3329", rect(0, top - 3, WIDTH, top + 3))
    sheet.grain("#4a2630", (1000, 500), (2000, 1500), rect(0, 0, WIDTH, HEIGHT), strength=0.75)
    sheet.grain("#e3ab74", (700, 600), (-100, -100), rect(0, 0, WIDTH, HEIGHT), strength=0.5)


def _cloth(sheet):
    """A woven cloth under the left-hand corner of things."""
    base = turned(rect(-170, 560, 560, 1330), 11, 200, 900)
    shadow(sheet, base, reach=0.7)
    sheet.fill("#f3e2c2", base)
    stripes = (
        (590, 26, CLAY),
        (630, 10, HONEY),
        (650, 26, TEAL),
        (1240, 26, CLAY),
        (1210, 10, HONEY),
        (720, 6, BRICK),
    )
    for y, high, ink in stripes:
        sheet.fill(ink, turned(rect(-170, y, 560, y + high), 11, 200, 900))
    for row, (y, ink) in enumerate(
        ((770, BRICK), (850, TEAL), (930, CLAY), (1010, DEEP), (1090, BRICK))
    ):
        for i in range(11):
            x = -140 + 66 * i + 33 * (row % 2)
            diamond = [(x, y - 26), (x + 24, y), (x, y + 26), (x - 24, y)]
            sheet.fill(ink, turned(diamond, 11, 200, 900))
            core = rect(x - 6, y - 6, x + 6, y + 6)
            sheet.fill(HONEY, turned(core, 11, 200, 900))
    fringe = [turned([(x, 560), (x - 4, 532)], 11, 200, 900) for x in range(-166, 560, 13)]
    sheet.stroke("#f3e2c2", *fringe, width=4)


def _shut(sheet, dice):
    """A pile of notebooks still to come."""
    for x, y, wide, high, angle, ink in (
        (270, 250, 430, 310, -12, DEEP),
        (286, 236, 410, 300, 5, CLAY),
        (262, 222, 390, 286, -5, "#3f7d86"),
    ):
        block = turned(
            rounded(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, 14), angle, x, y
        )
        shadow(sheet, block)
        pages = turned(
            rounded(x - wide / 2 + 10, y - high / 2 + 8, x + wide / 2 + 7, y + high / 2 + 8, 8),
            angle,
            x,
            y,
        )
        sheet.fill("#e8d5b0", pages)
        sheet.fill(ink, block)
        sheet.grain(INK, (x, y), (x + wide * 0.6, y + high * 0.7), block, strength=0.75)
        sheet.fill(
            mix(ink, INK, 0.35),
            turned(rect(x - wide / 2, y - high / 2, x - wide / 2 + 42, y + high / 2), angle, x, y),
        )
    label = turned(rounded(206, 164, 372, 258, 8), -5, 262, 222)
    sheet.fill(PAGE, label)
    sheet.stroke(CLAY, turned([*rounded(214, 172, 364, 250, 6), (214, 178)], -5, 262, 222), width=3)
    for i, y in enumerate((196, 220)):
        _scribble(sheet, dice, SEPIA, 232, y, 344 - i * 34, -5, (262, 222), 9)
    band = turned(rect(392, 79, 412, 365), -5, 262, 222)
    sheet.fill(BRICK, band)
    sheet.grain(INK, (390, 200), (430, 240), band, strength=0.6)


def _scribble(sheet, dice, ink, left, y, right, angle, centre, size):
    """A line of handwriting nobody can read: words of loops, then gaps."""
    x = left
    while x < right - size:
        points, end = [], min(x + size * dice.uniform(1.8, 6.5), right)
        while x < end:
            tall = size * (
                dice.uniform(0.9, 1.15) if dice.chance(0.17) else dice.uniform(0.4, 0.55)
            )
            lean, step = tall * 0.3, size * dice.uniform(0.36, 0.5)
            for turn in range(0, 360, 60):
                sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
                rise = (1 - cos) / 2
                px = x + step * turn / 360 + lean * rise + size * 0.16 * sin
                points.append((px, y - tall * rise))
            x += step
        sheet.stroke(ink, turned(smooth(points, steps=3), angle, *centre), width=2.2)
        x += size * 0.75


def _open(sheet, dice, x, y, wide, high, angle, cover, ink, sketch=False):
    """An open notebook, its middle at (x, y)."""

    def place(form):
        return turned(moved(form, x, y), angle, x, y)

    w, h = wide / 2, high / 2
    board = place(rounded(-w - 16, -h - 14, w + 16, h + 14, 16))
    shadow(sheet, board, reach=1.3)
    sheet.fill(cover, board)
    sheet.fill(mix(cover, INK, 0.4), place(rect(-14, -h - 14, 14, h + 14)))
    for i in range(4, -1, -1):
        sheet.fill(
            PAGE if i % 2 == 0 else "#dcc7a0",
            place(rounded(-w - i * 2, -h + i * 1.5, w + i * 2, h + i * 2, 8)),
        )
    left, right = place(rect(-w, -h, 0, h)), place(rect(0, -h, w, h))
    spine_left, spine_right = place([(-w * 0.32, 0), (0, 0)]), place([(w * 0.3, 0), (0, 0)])
    sheet.grain("#b98f6c", *spine_left, left, strength=0.7)
    sheet.grain("#b98f6c", *spine_right, right, strength=0.85)
    sheet.grain("#e3c9a0", *place([(w * 0.5, 0), (w * 1.2, h)]), right, strength=0.8)
    sheet.stroke("#a57f62", place([(0, -h), (0, h)]), width=3)
    gap = high / 15.5
    for side in (-1, 1):
        near = -w + w * 0.09 if side < 0 else w * 0.08
        far = near + w * 0.8
        rules = [
            place([(near - 8, -h + gap * i + 6), (far + 8, -h + gap * i + 6)]) for i in range(2, 15)
        ]
        sheet.stroke("#bcd0c8", *rules, width=1.6)
        _scribble(
            sheet,
            dice,
            cover,
            x + near,
            y - h + gap * 1.7,
            x + near + w * 0.44,
            angle,
            (x, y),
            gap * 0.9,
        )
        for row in range(3, 15):
            if sketch and side > 0 and row > 8:
                break
            end = far if row % 4 else near + (far - near) * 0.55
            if sketch and side < 0 and 3 <= row <= 6:
                end = near + (far - near) * 0.5
            _scribble(
                sheet,
                dice,
                ink,
                x + near + 18 * (row % 5 == 3),
                y - h + gap * row,
                x + end,
                angle,
                (x, y),
                gap * 0.62,
            )
    if sketch:
        _sketches(sheet, place, w, h)


def _sketches(sheet, place, w, h):
    """What the cook drew: a chilli, a pot, and the ring a cup left."""
    chilli = smooth(
        [
            (-w * 0.42, -h * 0.52),
            (-w * 0.3, -h * 0.6),
            (-w * 0.16, -h * 0.46),
            (-w * 0.12, -h * 0.26),
            (-w * 0.2, -h * 0.4),
            (-w * 0.34, -h * 0.44),
        ],
        True,
        6,
    )
    sheet.fill(CLAY, place(chilli))
    sheet.grain(
        BRICK, *place([(-w * 0.3, -h * 0.5), (-w * 0.16, -h * 0.24)]), place(chilli), strength=0.9
    )
    sheet.stroke(
        MOSS,
        place(smooth([(-w * 0.41, -h * 0.56), (-w * 0.45, -h * 0.62), (-w * 0.43, -h * 0.7)])),
        width=7,
    )
    pot = smooth(
        [
            (w * 0.3, h * 0.42),
            (w * 0.27, h * 0.66),
            (w * 0.36, h * 0.82),
            (w * 0.58, h * 0.82),
            (w * 0.67, h * 0.66),
            (w * 0.64, h * 0.42),
        ]
    )
    sheet.fill("#e0b48a", place(pot))
    sheet.stroke(SEPIA, place(pot), place([(w * 0.26, h * 0.42), (w * 0.68, h * 0.42)]), width=3)
    for at in (0.38, 0.47, 0.56):
        steam = smooth(
            [
                (w * at, h * 0.36),
                (w * (at + 0.02), h * 0.3),
                (w * (at - 0.01), h * 0.24),
                (w * (at + 0.02), h * 0.17),
            ]
        )
        sheet.stroke(SEPIA, place(steam), width=2.5)
    ring = arc(-w * 0.6, h * 0.68, 62, 62, 20, 350, 50)
    outer = ribbon(place(ring), [7 + 3 * math.sin(i / 6) for i in range(len(ring))])
    sheet.fill("#b98658", outer, opacity=0.5)
    stain = place(blob(Dice("stain"), w * 0.84, -h * 0.2, 30, 24))
    sheet.fill("#d9a066", stain, opacity=0.5)


def _window_light(sheet):
    """Morning through a window with four panes, aslant over everything."""
    for column in range(2):
        for row in range(2):
            left, top = 380 + column * 420, -120 + row * 560
            pane = [
                (left, top),
                (left + 370, top),
                (left + 370 - 270, top + 500),
                (left - 270, top + 500),
            ]
            sheet.fill("#fff0c4", moved(pane, -row * 300, 0), opacity=0.17)
    sheet.fade(PLUM, (1200, 400), (2000, 1300), rect(0, 0, WIDTH, HEIGHT), strength=0.25)
