"""The picture of the olive grove."""

import math

from newsroom.demo.drawing import (
    BRICK,
    CLAY,
    HONEY,
    INK,
    OLIVE,
    PAPER,
    PINE,
    PLUM,
    ROSE,
    SAND,
    Dice,
    Sheet,
    blob,
    ellipse,
    mix,
    moved,
    rect,
    ribbon,
    ridge,
    smooth,
    taper,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, lens

SOIL = "#bf6a47"
BARK = "#6d564f"
LEAF = ["#8d9a76", "#7c8c6c", "#9aa581"]


def olive_trees(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("olive-trees")
    sheet.sky((0, "#86b0ac"), (260, "#c4d2bd"), (520, "#f8e3b8"))
    sheet.glow(HONEY, 820, 430, 800, 480, 0.6)
    sheet.glow(PAPER, 820, 390, 340, strength=0.8)
    sheet.fill("#fff3d1", ellipse(820, 390, 70))
    _hills(sheet, dice)
    _soil(sheet, dice)
    for y, size, step, shift in ((560, 0.15, 96, 30), (594, 0.24, 160, 90), (664, 0.4, 290, 10)):
        for i in range(-1, int(WIDTH / step) + 2):
            x = i * step + shift + dice.near(0, step * 0.08)
            _tree(sheet, dice, x, y + dice.near(0, 5), size * dice.uniform(0.9, 1.1))
    _wall(sheet, dice, 716)
    _tree(sheet, dice, 1130, 838, 0.8, flip=True)
    _tree(sheet, dice, 1630, 960, 1.16)
    _tree(sheet, dice, 290, 1060, 1.4, flip=True)
    _ladder(sheet, 1402, 992)
    _weeds(sheet, dice)
    birds(sheet, PAPER, (1080, 170, 26), (1150, 210, 18), (1010, 220, 15))
    return sheet.finish()


def _hills(sheet, dice):
    for ink, y, height in (("#c9b79b", 478, 26), ("#a9a17f", 512, 18)):
        hill = ridge(dice, 0, WIDTH, y, height, 580)
        sheet.fill(ink, hill)
        sheet.grain(mix(ink, PLUM, 0.4), (0, y - 20), (0, y + 110), hill, strength=0.6)
    for x, y, size in ((900, 496, 1.0), (955, 498, 0.8)):
        sheet.fill("#f8ecd2", moved(rect(-26, -34, 26, 0), x, y, size))
        sheet.fill("#e3c9a8", moved(rect(6, -34, 26, 0), x, y, size))
        sheet.fill("#bfa893", moved([(-30, -32), (0, -66), (30, -32)], x, y, size))
    for x in (858, 1000, 1022):
        sheet.fill(PINE, _cypress(x, 494, 9, 66))


def _cypress(x, y, wide, high):
    """A cypress."""
    return smooth(
        [(x, y - high), (x + wide, y - high * 0.35), (x, y), (x - wide, y - high * 0.35)], True, 6
    )


def _soil(sheet, dice):
    sheet.sky((540, "#d79d6c"), (760, "#c97a4f"), (1200, "#a64f38"))
    ground = rect(0, 540, WIDTH, HEIGHT)
    sheet.grain(HONEY, (700, 760), (380, 560), ground, strength=0.5)
    sheet.grain(PLUM, (900, 820), (1200, 1500), ground, strength=0.8)
    vanish = (760, 470)
    for x in range(-2600, 4400, 230):
        foot = (x + dice.near(0, 20), 1260)
        top = (vanish[0] + (foot[0] - vanish[0]) * 0.1, vanish[1] + 79)
        row = smooth([top, ((top[0] * 2 + foot[0]) / 3, 720), foot], steps=8)
        widths = [1 + 34 * ((y - 540) / 720) ** 1.6 for _, y in row]
        sheet.fill(mix(SOIL, PLUM, 0.28), ribbon(row, [max(w, 1) for w in widths]), opacity=0.5)
    clods = []
    for _ in range(260):
        depth = dice.random() ** 0.8
        y = 580 + 610 * depth
        clods.append(lens(dice.uniform(0, WIDTH), y, 2 + 16 * depth, 1 + 3.5 * depth))
    sheet.fill("#e2a877", *clods[:130], opacity=0.8)
    sheet.fill(mix(BRICK, PLUM, 0.4), *clods[130:], opacity=0.7)


def _tree(sheet, dice, x, y, size, flip=False):
    """An olive: split twisted trunk, low wide silver crown, shade to the right."""
    shade = lens(x + 130 * size, y + 10 * size, 330 * size, 30 * size)
    sheet.fill(mix(PLUM, BRICK, 0.35), shade, opacity=0.5)
    crown = (x + (-12 if flip else 12) * size, y - 350 * size)
    for off, high in ((-170, 40), (-60, 64), (60, 60), (170, 44), (0, 0)):
        _clump(sheet, dice, crown[0] + off * size, crown[1] + high * size, 96 * size, DARK)
    limbs = (
        ([(-40, 8), (-36, -80), (-78, -170), (-150, -330)], 64, 14),
        ([(-60, -130), (-130, -210), (-210, -270)], 24, 8),
        ([(30, 6), (24, -90), (-4, -180), (24, -350)], 78, 18),
        ([(48, 10), (62, -70), (96, -170), (178, -330)], 58, 12),
        ([(84, -140), (150, -200), (226, -262)], 22, 8),
    )
    wood = [moved(taper(smooth(line), a, b), x, y, size, flip) for line, a, b in limbs]
    roots = [(-96, 14), (-52, -40), (0, -150), (60, -50), (110, 16), (40, 6), (0, 18), (-50, 6)]
    foot = smooth(moved(roots, x, y, size, flip), True, 4)
    sheet.fill(BARK, *wood, foot)
    sheet.grain("#3a2c38", (x - 20 * size, 0), (x + 110 * size, 0), *wood, foot, strength=0.95)
    sheet.grain("#c7a488", (x - 20 * size, 0), (x - 110 * size, 0), *wood, foot, strength=0.85)
    if size > 0.4:
        _gnarls(sheet, dice, x, y, size, flip)
    for off, high, span in CROWN:
        _clump(
            sheet,
            dice,
            crown[0] + (off + dice.near(0, 14)) * size,
            crown[1] + (high + dice.near(0, 10)) * size,
            span * size,
            dice.pick(LEAF),
        )


CROWN = (  # right, down and half width of the lit tufts, back ones first
    (-50, -150, 86),
    (70, -146, 90),
    (0, -190, 76),
    (-140, -100, 90),
    (150, -96, 88),
    (10, -104, 100),
    (-226, -34, 78),
    (228, -30, 78),
    (-90, -40, 96),
    (96, -44, 100),
    (-176, 22, 82),
    (180, 24, 84),
    (4, -6, 92),
)
DARK = "#4c604f"


def _clump(sheet, dice, x, y, size, leaf):
    """One tuft of the crown: lit above, dark beneath, its rim feathered with narrow leaves."""
    forms = [blob(dice, x, y, size, size * 0.58, 9)]
    for i in range(22 if size > 30 else 0):
        turn = math.tau * (i + dice.random()) / 22
        cos, sin = math.cos(turn), math.sin(turn)
        base, reach = dice.uniform(0.8, 0.95), dice.uniform(1.12, 1.3)
        lean = dice.near(0, 0.16)
        points = [
            (x + size * base * cos, y + size * 0.58 * base * sin),
            (x + size * (1.04 * cos + lean / 2), y + size * 0.58 * 1.04 * sin),
            (x + size * (reach * cos + lean), y + size * 0.58 * reach * sin),
        ]
        forms.append(ribbon(points, [1, size * 0.1, 1]))
    sheet.fill(leaf, *forms)
    sheet.grain(
        SHADOW, (x - size * 0.1, y - size * 0.25), (x + size * 0.3, y + size * 0.62), *forms
    )
    if leaf != DARK:
        sheet.grain("#dcdcb4", (x, y - size * 0.05), (x - size * 0.35, y - size * 0.6), *forms)


SHADOW = "#36483f"


def _gnarls(sheet, dice, x, y, size, flip):
    cracks = []
    for u in range(-60, 80, 13):
        line = [
            (u * 1.1, dice.near(0, 8)),
            (u + dice.near(0, 9), -50),
            (u * 0.5 + dice.near(0, 6), -100),
        ]
        line.append((u * 0.3 + dice.near(0, 6), -dice.uniform(120, 190)))
        cracks.append(moved(taper(smooth(line, steps=5), 5, 1), x, y, size, flip))
    sheet.fill("#3a2c38", *cracks[::2])
    sheet.fill("#a58672", *cracks[1:5:2])
    knot = moved(blob(dice, 14, -84, 12, 25), x, y, size, flip)
    sheet.fill("#2c2230", knot)


def _wall(sheet, dice, y):
    """A dry-stone wall along the grove."""
    x = -20
    sheet.fill(mix(PLUM, CLAY, 0.35), rect(0, y - 22, WIDTH, y + 12))
    for row in range(3):
        x = -30 + 17 * row
        while x < WIDTH:
            wide = dice.uniform(24, 52)
            ink = dice.pick(["#d9c3a0", "#c7ab8b", SAND, "#b8987f"])
            sheet.fill(ink, blob(dice, x + wide / 2, y - 24 + row * 13, wide / 2 - 1, 6.6, 8, 0.1))
            x += wide
    sheet.grain(PLUM, (0, y - 16), (0, y + 22), rect(0, y - 34, WIDTH, y + 12), strength=0.7)
    sheet.grain(PLUM, (700, 0), (2100, 0), rect(0, y - 34, WIDTH, y + 12), strength=0.7)


def _ladder(sheet, x, y):
    for side in (0, 46):
        sheet.stroke("#8a5a3c", [(x + side, y), (x + side + 118, y - 380)], width=9)
    rungs = [
        [(x + 118 * i / 9, y - 380 * i / 9), (x + 46 + 118 * i / 9, y - 380 * i / 9)]
        for i in range(1, 9)
    ]
    sheet.stroke("#a8744c", *rungs, width=8)
    crate = rect(x - 190, y - 20, x - 60, y + 46)
    sheet.fill("#c08a58", crate)
    for row in range(3):
        sheet.fill("#8a5a3c", rect(x - 190, y - 2 + row * 20, x - 60, y + 3 + row * 20))
    heap = [ellipse(x - 180 + 14 * i, y - 22 - 9 * (1 - abs(i - 4) / 4), 11, 12) for i in range(9)]
    sheet.fill(mix(PLUM, INK, 0.3), *heap)
    sheet.fill(OLIVE, *heap[1::3])


def _weeds(sheet, dice):
    stems, heads = [], []
    for _ in range(110):
        x, y = dice.uniform(0, WIDTH), dice.uniform(1130, 1215)
        tip = (x + dice.near(0, 22), y - dice.uniform(24, 76))
        stems.append([(x, y), tip])
        if dice.chance(0.4):
            heads.append(ellipse(*tip, dice.uniform(5, 9)))
    sheet.stroke("#6f7a4c", *stems, width=3)
    sheet.fill("#f1d98c", *heads[::2])
    sheet.fill(ROSE, *heads[1::2])
