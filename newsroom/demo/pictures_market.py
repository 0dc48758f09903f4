"""The picture of the market under its awnings."""

from newsroom.demo.drawing import (
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MIST,
    MOSS,
    OLIVE,
    PAPER,
    PLUM,
    ROSE,
    TEAL,
    Dice,
    Sheet,
    arc,
    arch,
    between,
    ellipse,
    mix,
    moved,
    rect,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, leaves, lens, person
from newsroom.demo.pictures_stall import FRUIT, stall

STONE = ["#eecf9a", "#e6c08a", "#f2d9aa", "#ddb27e"]


def market_stalls(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("market-stalls")
    sheet.sky((0, "#6fa9b3"), (220, "#a9cfc8"), (420, "#f7e6bf"))
    sheet.glow(PAPER, 250, 130, 560, 420, 0.7)
    _bell_tower(sheet, 1130)
    _palaces(sheet, dice)
    _paving(sheet, dice)
    _garlands(sheet)
    stall(sheet, dice, 0, 40, 520, CLAY, ("orange", "tomato", "lemon", "aubergine"))
    stall(sheet, dice, 1, 640, 520, TEAL, ("bottles", "lime", "peach"))
    stall(sheet, dice, 2, 1240, 520, BRICK, ("lemon", "plum", "orange", "tomato"))
    _buyers(sheet)
    _sacks(sheet, dice)
    return sheet.finish()


def _bell_tower(sheet, x):
    for wide, top, floor in ((74, 250, 620), (58, 130, 250), (40, 56, 130)):
        body = rect(x - wide, top, x + wide, floor)
        sheet.fill("#e0b985", body)
        sheet.grain("#a8745f", (x - 6, 0), (x + wide * 1.2, 0), body, strength=0.9)
        sheet.fill("#f4dcae", rect(x - wide - 10, top - 10, x + wide + 10, top + 6))
        sheet.fill(
            "#4a3346",
            arch(x - wide * 0.36, top + 26, x + wide * 0.36, top + min(floor - top - 14, 110)),
        )
    sheet.fill("#8a9a78", arc(x, 48, 38, 40, 180, 360, 20))
    sheet.stroke(INK, [(x, 8), (x, -30)], width=4)


def _palaces(sheet, dice):
    """Golden stone fronts with balconies and green shutters."""
    x = -40
    for number, (wide, top) in enumerate(
        ((330, 120), (290, 190), (350, 90), (120, 240), (300, 150), (330, 100), (200, 180))
    ):
        ink = STONE[number % 4]
        wall = rect(x, top, x + wide, 800)
        sheet.fill(ink, wall)
        sheet.grain("#b07a5c", (x + wide * 0.2, 0), (x + wide * 1.25, 0), wall, strength=0.8)
        sheet.fill(mix(ink, PAPER, 0.45), rect(x - 8, top - 16, x + wide + 8, top + 6))
        sheet.fill("#b07a5c", rect(x, top + 6, x + wide, top + 13), opacity=0.7)
        sheet.fill(
            "#b5654a",
            [
                (x - 8, top - 16),
                (x + 16, top - 34),
                (x + wide - 16, top - 34),
                (x + wide + 8, top - 16),
            ],
        )
        columns = max(wide // 110, 1)
        for column in range(columns):
            middle = x + wide * (column + 0.5) / columns
            for level in (top + 54, top + 234):
                _casement(sheet, middle, level, (MOSS, TEAL, OLIVE)[number % 3], level < top + 100)
        x += wide
    shade = rect(0, 420, WIDTH, 860)
    sheet.fade("#6d4048", (0, 420), (0, 860), shade, strength=0.5)


def _casement(sheet, x, y, ink, balcony):
    sheet.fill("#f7e3b9", arch(x - 35, y - 14, x + 35, y + 112, 18))
    sheet.fill("#3f3548", rect(x - 23, y + 4, x + 23, y + 108))
    for side in (-1, 1):
        leaf = rect(
            min(x + side * 23, x + side * 2), y + 4, max(x + side * 23, x + side * 2), y + 108
        )
        sheet.fill(ink, leaf)
        slats = [
            [(leaf[0][0] + 4, at), (leaf[1][0] - 4, at)]
            for at in range(int(y) + 14, int(y) + 104, 9)
        ]
        sheet.stroke(mix(ink, INK, 0.4), *slats, width=2.5)
    if balcony:
        sheet.fill("#f7e3b9", rect(x - 52, y + 108, x + 52, y + 118))
        sheet.fill(
            "#a8745f",
            *[
                [(x + at - 9, y + 118), (x + at + 9, y + 118), (x + at, y + 138)]
                for at in (-38, 38)
            ],
        )
        bars = [[(x + at, y + 108), (x + at, y + 72)] for at in range(-50, 51, 10)]
        sheet.stroke(INK, *bars, [(x - 50, y + 72), (x + 50, y + 72)], width=2.5)
        pots = [ellipse(x + at, y + 98, 13, 9) for at in (-36, -12, 16, 38)]
        sheet.fill(MOSS, *pots)
        sheet.fill(
            "#cf5a6d",
            *[
                ellipse(px + off, y + 92, 4.5)
                for px in (x - 36, x - 12, x + 16, x + 38)
                for off in (-6, 3)
            ],
        )


def _paving(sheet, dice):
    ground = rect(0, 800, WIDTH, HEIGHT)
    sheet.sky((800, "#c99b7c"), (HEIGHT, "#e3bf96"))
    lines = [[(900 + (x - 900) * 0.5, 800), (x, HEIGHT)] for x in range(-900, 2800, 170)]
    rows = [[(0, y), (WIDTH, y)] for y in (850, 912, 988, 1086)]
    sheet.stroke("#b5886a", *lines, *rows, width=3)
    slabs = []
    for _ in range(16):
        x, y = dice.uniform(0, WIDTH), dice.pick([914, 990, 1088])
        slabs.append([(x, y), (x + 120, y), (x + 132, y + 70), (x, y + 70)])
    sheet.fill("#edd0a6", *slabs, opacity=0.4)
    sheet.grain(PLUM, (900, 960), (1100, 1500), ground, strength=0.5)


def _garlands(sheet):
    for left, right, sag in (((-20, 190), (760, 240), 110), ((760, 240), (1820, 170), 130)):
        middle = between(left, right, 0.5)
        line = smooth([left, (middle[0], middle[1] + sag), right], steps=14)
        sheet.stroke(INK, line, width=2.5)
        for i in range(1, len(line) - 1, 2):
            x, y = line[i]
            ink = (CLAY, HONEY, TEAL, PAPER, ROSE)[i // 2 % 5]
            sheet.fill(ink, [(x - 17, y), (x + 17, y + 1), (x, y + 42)])


def _buyers(sheet):
    for x, y, half in ((330, 1124, 120), (604, 1150, 120), (1210, 1136, 130), (1690, 1150, 110)):
        sheet.fill(PLUM, lens(x + 40, y, half, 12), opacity=0.45)
    person(sheet, 330, 1122, 300, "#e8c27a", DEEP, hair="#5a2f2a", stride=0.16)
    _basket(sheet, 408, 1010)
    person(
        sheet, 604, 1148, 304, "#5d7fa0", "#3a2c4a", skin="#a76d4f", hair="#2a1c26", stride=-0.38
    )
    person(sheet, 1210, 1134, 296, CLAY, INK, hair="#d9d2c6", stride=0.3, bag=MIST)
    person(sheet, 1112, 1130, 190, HONEY, TEAL, hair="#6d4436", stride=0.3)
    person(sheet, 1700, 1150, 306, "#8d9a76", PLUM, skin="#d9a27c", hair="#3d2a2c", stride=-0.2)


def _basket(sheet, x, y):
    leaves(sheet, Dice("basket"), MOSS, x, y - 6, 46, 26, 40, 11)
    sheet.fill(CLAY, ellipse(x - 14, y - 4, 15), ellipse(x + 18, y - 2, 14))
    body = [(x - 56, y), (x + 56, y), (x + 42, y + 62), (x - 42, y + 62)]
    sheet.fill("#c98a58", body)
    weave = [[between(body[0], body[3], i / 5), between(body[1], body[2], i / 5)] for i in range(6)]
    sheet.stroke("#8f5a3c", *weave, width=4)
    sheet.stroke("#8f5a3c", arc(x, y, 50, 62, 180, 360, 24), width=7)


def _sacks(sheet, dice):
    for x, y, kind in (
        (150, 1120, "lemon"),
        (236, 1136, "lime"),
        (1440, 1128, "orange"),
        (1530, 1140, "plum"),
    ):
        ink, dark, _ = FRUIT[kind]
        sheet.fill(PLUM, lens(x + 30, y + 2, 80, 10), opacity=0.45)
        heap = [ellipse(x + at, y - 92 - 14 * (1 - abs(at) / 44), 14) for at in range(-40, 41, 16)]
        for fruit in heap:
            sheet.fill(ink, fruit)
            sheet.grain(dark, (fruit[32][0] + 8, 0), (fruit[0][0] + 4, 0), fruit)
        sack = smooth(
            [
                (x - 52, y - 84),
                (x - 58, y - 30),
                (x - 46, y),
                (x + 46, y),
                (x + 58, y - 30),
                (x + 52, y - 84),
                (x, y - 74),
            ],
            True,
            6,
        )
        sheet.fill("#d9b98a", sack, moved(rounded(-58, -94, 58, -76, 9), x, y))
        sheet.grain(PLUM, (x, 0), (x + 80, 0), sack, strength=0.8)
