"""The picture of the ferry under the arched bridge."""

import math

from newsroom.demo.drawing import (
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MOSS,
    PAPER,
    PINE,
    PLUM,
    ROSE,
    SEA,
    TEAL,
    Dice,
    Sheet,
    arc,
    arch,
    between,
    blob,
    ellipse,
    mix,
    moved,
    rect,
    ribbon,
    ridge,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import WIDTH, birds, canopy, lens, panes, person, ripples

TALL = 1012  # sixteen to nine
DECK, WATER = 470, 640
IRON, IRON_DARK = "#3f7276", "#24505c"


def bridge_river(out):
    sheet, dice = Sheet(WIDTH, TALL, out), Dice("bridge-river")
    sheet.sky((0, "#4f8593"), (200, "#8fb5b0"), (420, "#ecc69a"), (WATER, "#f6dca8"))
    sheet.glow(HONEY, 1130, 560, 760, 420, 0.7)
    sheet.glow(PAPER, 1130, 540, 300, strength=0.8)
    sheet.fill("#fff3d0", ellipse(1130, 540, 74))
    streaks = [
        lens(
            dice.uniform(0, WIDTH),
            dice.uniform(90, 400),
            dice.uniform(90, 340),
            dice.uniform(4, 10),
        )
        for _ in range(18)
    ]
    sheet.fill("#f6dfba", *streaks, opacity=0.55)
    _far_bank(sheet, dice)
    _river(sheet, dice)
    _bridge(sheet)
    _ferry(sheet, dice, 640, 772)
    _buoy(sheet, 1390, 790)
    _near_bank(sheet, dice)
    birds(
        sheet,
        PAPER,
        (480, 190, 30),
        (560, 150, 22),
        (610, 210, 16),
        (1090, 700, 24),
        (1160, 730, 18),
    )
    return sheet.finish()


def _far_bank(sheet, dice):
    for ink, y, height in (("#b9a894", 606, 12), ("#8f8f78", 622, 7)):
        bank = ridge(dice, -20, WIDTH + 20, y, height, WATER + 4, (2, 5.3, 11))
        sheet.fill(ink, bank)
        sheet.grain(PLUM, (0, y - 10), (0, WATER + 30), bank, strength=0.5)
    x, blocks, roofs, lights = -20, [], [], []
    while x < WIDTH:
        wide, high = dice.uniform(28, 58), dice.uniform(16, 40)
        if dice.chance(0.62):
            blocks.append(rect(x, WATER - 8 - high, x + wide, WATER - 4))
            roofs.append(
                [
                    (x - 3, WATER - 8 - high),
                    (x + wide / 2, WATER - 30 - high),
                    (x + wide + 3, WATER - 8 - high),
                ]
            )
            lights += panes(x + 4, WATER - 4 - high, x + wide - 4, WATER - 10, 3, 1, 0.6)
        x += wide + dice.uniform(2, 30)
    sheet.fill("#d8b08d", *blocks)
    sheet.fill("#9f5a4c", *roofs)
    sheet.fill("#fbe3a6", *[pane for pane in lights if dice.chance(0.5)])
    for x, tall in ((420, 150), (1500, 120)):
        sheet.fill("#a9705f", rect(x - 15, WATER - tall * 0.55, x + 15, WATER - 4))
        sheet.fill(
            "#4f7f7c",
            [(x - 19, WATER - tall * 0.55), (x, WATER - tall), (x + 19, WATER - tall * 0.55)],
        )
    bushes = [
        blob(dice, dice.uniform(0, WIDTH), WATER - 8, dice.uniform(14, 36), dice.uniform(9, 17))
        for _ in range(70)
    ]
    sheet.fill("#6d7a5c", *bushes[::2])
    sheet.fill("#85895f", *bushes[1::2])


def _river(sheet, dice):
    sheet.sky((WATER, "#edc894"), (720, "#a5b7a2"), (850, SEA), (TALL, "#2c6470"))
    water = rect(0, WATER, WIDTH, TALL)
    sheet.grain(DEEP, (0, 780), (0, 1150), water, strength=0.9)
    ripples(sheet, dice, "#4d878c", (0, 690, WIDTH, TALL), 190, 100, 0.55)
    ripples(sheet, dice, "#fbe6b4", (980, WATER + 6, 1290, 960), 130, 64, 0.9)
    ripples(sheet, dice, "#f6d9a4", (0, 660, WIDTH, 800), 90, 50, 0.6)


def _bow(left, right, spring, rise, count=40):
    """Points along an arch from one springing to the other."""
    return [
        (left + (right - left) * i / count, spring - rise * math.sin(math.pi * i / count) ** 0.86)
        for i in range(count + 1)
    ]


def _bridge(sheet):
    """Three tied arches in iron on stone piers."""
    spans = ((-330, 330), (330, 1280), (1280, 1960))
    for left, right in spans:
        rise = 300 if right - left > 800 else 210
        back = [(x + 16, y - 9) for x, y in _bow(left, right, DECK, rise)]
        sheet.stroke(mix(IRON_DARK, ROSE, 0.35), back, width=13)
        upper, lower = _bow(left, right, DECK, rise), _bow(left, right, DECK + 6, rise - 46)
        truss = []
        for i in range(0, 40, 1):
            truss.append([upper[i], lower[i + 1]] if i % 2 else [lower[i], upper[i + 1]])
        sheet.stroke(IRON_DARK, *truss, width=5)
        hangers = [[lower[i], (lower[i][0], DECK)] for i in range(2, 40, 2)]
        sheet.stroke(IRON, *hangers, width=5)
        sheet.stroke(IRON, lower, width=12)
        sheet.stroke(IRON, upper, width=17)
        sheet.stroke("#7fb0a8", [(x, y - 5) for x, y in upper[2:22]], width=4)
    deck = rect(-20, DECK - 12, WIDTH + 20, DECK + 26)
    sheet.fill(IRON, deck)
    sheet.fill(IRON_DARK, rect(-20, DECK + 8, WIDTH + 20, DECK + 30))
    sheet.fill("#a9c9bd", rect(-20, DECK - 15, WIDTH + 20, DECK - 9))
    sheet.stroke(
        IRON_DARK,
        *[[(x, DECK - 12), (x, DECK - 38)] for x in range(0, WIDTH, 22)],
        [(0, DECK - 38), (WIDTH, DECK - 38)],
        width=3,
    )
    _tram(sheet, 520, DECK - 14)
    for x in (330, 1280):
        _pier(sheet, x)


def _tram(sheet, x, y):
    for i, ink in enumerate((CLAY, PAPER, PAPER, CLAY)):
        left = x + i * 96
        sheet.fill(ink, rounded(left, y - 56, left + 92, y - 4, 9))
        sheet.fill(CLAY if ink == PAPER else PAPER, rect(left, y - 22, left + 92, y - 15))
        sheet.fill(
            INK,
            *panes(left + 5, y - 48, left + 88, y - 26, 5, 1, 0.25),
            *[ellipse(left + at, y - 2, 6) for at in (20, 72)],
        )


def _pier(sheet, x):
    foot = [(x - 54, DECK + 26), (x + 54, DECK + 26), (x + 66, WATER + 46), (x - 66, WATER + 46)]
    sheet.fill("#d6b08c", foot)
    sheet.grain(PLUM, (x - 20, 0), (x + 80, 0), foot, strength=0.9)
    for row in range(6):
        y = DECK + 50 + row * 27
        sheet.stroke("#a57f70", [(x - 58, y), (x + 58, y)], width=2)
    sheet.fill(
        "#ecd0a4",
        rect(x - 66, DECK + 24, x + 66, DECK + 40),
        rect(x - 78, WATER + 30, x + 78, WATER + 48),
    )
    gate = rect(x - 40, DECK - 150, x + 40, DECK - 8)
    sheet.fill("#e3c096", gate)
    sheet.grain(PLUM, (x - 6, 0), (x + 52, 0), gate, strength=0.9)
    sheet.fill(INK, arch(x - 15, DECK - 96, x + 15, DECK - 10))
    sheet.fill("#f2dbb0", rect(x - 48, DECK - 160, x + 48, DECK - 146))
    sheet.fill("#4f7f7c", [(x - 44, DECK - 160), (x, DECK - 232), (x + 44, DECK - 160)])
    sheet.fill("#36616a", [(x, DECK - 232), (x + 44, DECK - 160), (x + 8, DECK - 160)])
    sheet.stroke(INK, [(x, DECK - 230), (x, DECK - 262)], width=4)
    below = [
        (x - 66, WATER + 48),
        (x + 66, WATER + 48),
        (x + 50, WATER + 170),
        (x - 50, WATER + 170),
    ]
    sheet.fade("#5e6f72", (0, WATER + 180), (0, WATER + 40), below, strength=0.7)
    sheet.fill("#fdeec6", lens(x, WATER + 49, 110, 4))


def _ferry(sheet, dice, x, y):
    """A double-ended car ferry with a tall thin funnel."""
    wake = [lens(x - 330 - 60 * i, y + 6 + 5 * i, 150 + 20 * i, 4) for i in range(4)]
    sheet.fill("#f5e3bd", *wake, opacity=0.8)
    below = [(x - 290, y + 4), (x + 290, y + 4), (x + 240, y + 120), (x - 240, y + 120)]
    sheet.fade(INK, (0, y + 125), (0, y), below, strength=0.65)
    hull = [
        *smooth([(x - 330, y - 66), (x - 250, y - 54), (x + 250, y - 54), (x + 330, y - 66)]),
        (x + 268, y + 4),
        (x - 268, y + 4),
    ]
    sheet.fill(INK, hull)
    sheet.fill(BRICK, [(x - 284, y - 12), (x + 284, y - 12), (x + 268, y + 4), (x - 268, y + 4)])
    sheet.fill(PAPER, [(x - 306, y - 50), (x + 306, y - 50), (x + 300, y - 42), (x - 300, y - 42)])
    house = rect(x - 190, y - 138, x + 190, y - 56)
    sheet.fill("#fbf1da", house)
    sheet.grain(ROSE, (x, 0), (x + 240, 0), house, strength=0.7)
    sheet.fill("#f2c46f", *panes(x - 184, y - 124, x + 184, y - 84, 11, 1, 0.3))
    sheet.fill(CLAY, rect(x - 190, y - 74, x + 190, y - 66))
    sheet.fill("#e6d2ae", rect(x - 232, y - 150, x + 232, y - 138))
    rails = [[(px, y - 150), (px, y - 174)] for px in range(int(x) - 228, int(x) + 230, 19)]
    sheet.stroke(INK, *rails, [(x - 228, y - 174), (x + 228, y - 174)], width=2.5)
    for i, px in enumerate((-196, -150, -112, 112, 150, 206)):
        coat = (CLAY, TEAL, HONEY, PLUM, PAPER, SEA)[i]
        person(sheet, x + px, y - 150, 62, coat, INK, stride=0.12 if i % 2 else -0.12)
    bridge = [(x - 62, y - 150), (x - 52, y - 214), (x + 52, y - 214), (x + 62, y - 150)]
    sheet.fill("#fbf1da", bridge)
    sheet.fill(DEEP, *panes(x - 52, y - 206, x + 52, y - 172, 4, 1, 0.18))
    sheet.fill(CLAY, rect(x - 66, y - 222, x + 66, y - 212))
    sheet.fill(INK, rect(x - 15, y - 288, x + 13, y - 222))
    sheet.fill(CLAY, rect(x - 15, y - 274, x + 13, y - 248))
    for step in range(7):
        puff = blob(dice, x - 10 - 38 * step, y - 300 - 10 * step, 17 + 7 * step, 11 + 4 * step)
        sheet.fill("#f7e8cb", puff, opacity=0.75 - 0.09 * step)
    for px, ink in ((-262, TEAL), (258, BRICK)):
        sheet.fill(
            ink,
            rounded(x + px - 30, y - 84, x + px + 30, y - 62, 8),
            rounded(x + px - 18, y - 98, x + px + 18, y - 76, 8),
        )
        sheet.fill(PAPER, rect(x + px - 13, y - 94, x + px + 13, y - 82))
    sheet.stroke(INK, [(x + 196, y - 138), (x + 196, y - 262)], width=4)
    sheet.fill(TEAL, [(x + 196, y - 260), (x + 152, y - 248), (x + 196, y - 234)])
    sheet.fill("#fdeec6", lens(x, y + 5, 330, 5), lens(x + 180, y + 13, 160, 4))


def _buoy(sheet, x, y):
    sheet.fill(CLAY, [(x - 26, y), (x - 12, y - 66), (x + 12, y - 66), (x + 26, y)])
    sheet.fill(PAPER, [(x - 20, y - 28), (x - 16, y - 46), (x + 16, y - 46), (x + 20, y - 28)])
    sheet.fill(HONEY, ellipse(x, y - 74, 9))
    sheet.fill("#fdeec6", lens(x, y + 2, 56, 4))


def _near_bank(sheet, dice):
    right = [*smooth([(1210, TALL + 10), (1380, 960), (1560, 900), (1820, 868)]), (1820, TALL + 10)]
    left = [*smooth([(-20, 900), (150, 920), (330, 972), (430, TALL + 10)]), (-20, TALL + 10)]
    for form in (right, left):
        sheet.fill("#6c7450", form)
        sheet.grain(PINE, (0, 900), (0, 1060), form)
    reeds, heads = [], []
    for _ in range(150):
        x = dice.uniform(0, 400) if dice.chance(0.5) else dice.uniform(1260, WIDTH)
        floor = 900 + (x / 400) ** 2 * 110 if x < 900 else 880 + ((WIDTH - x) / 540) ** 1.4 * 130
        tip = (x + dice.near(8, 20), floor - dice.uniform(36, 120))
        reeds.append([(x, floor + 30), between((x, floor), tip, 0.6), tip])
        if dice.chance(0.35):
            heads.append(ribbon([tip, (tip[0] + 2, tip[1] + 30)], [9, 9]))
    sheet.stroke(MOSS, *reeds[::2], width=4)
    sheet.stroke("#8f9260", *reeds[1::2], width=3)
    sheet.fill("#6d4436", *heads)
    _jetty(sheet)
    trunk = smooth([(1748, 930), (1734, 820), (1716, 640)])
    sheet.fill("#4a3438", ribbon(trunk, [36 - 16 * i / len(trunk) for i in range(len(trunk))]))
    for x, y, size, leaf in (
        (1770, 690, 120, "#66774f"),
        (1650, 680, 105, "#6f7f55"),
        (1700, 600, 130, "#7d8b5c"),
        (1800, 590, 110, "#748558"),
    ):
        canopy(sheet, dice, x, y, size, leaf, PINE, "#d6c77f", 7)


def _jetty(sheet):
    top = [(1180, 900), (1560, 880), (1600, 916), (1190, 938)]
    for x, y in ((1196, 930), (1300, 926), (1410, 918), (1520, 912)):
        sheet.fill("#4a3438", rect(x, y - 40, x + 13, y + 70))
    sheet.fill("#b98a63", top)
    planks = [[between(top[0], top[1], i / 18), between(top[3], top[2], i / 18)] for i in range(19)]
    sheet.stroke("#7d5647", *planks, width=3)
    sheet.fill("#7d5647", [top[3], top[2], (1600, 926), (1190, 949)])
    person(sheet, 1262, 920, 128, CLAY, INK, stride=-0.1)
    person(sheet, 1322, 918, 84, HONEY, DEEP, stride=-0.15)
    sheet.stroke(INK, [(1480, 900), (1480, 770)], arc(1496, 770, 16, 16, 180, 300, 10), width=6)
    sheet.fill("#ffe9b5", ellipse(1506, 764, 10))
    sheet.fill(PLUM, *[moved(rect(-20, -34, 20, 0), 1400, 912)])
    sheet.fill(HONEY, rect(1382, 896, 1418, 902))
