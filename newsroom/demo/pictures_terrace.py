"""The picture of the football terrace on a Sunday."""

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
    SAND,
    SEA,
    TEAL,
    Dice,
    Sheet,
    arc,
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
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, canopy, cloud, lens, panes, person

EARTH = "#cc8355"
HOUSES = ["#c9785a", "#b5654a", "#d99a6c", "#e3b98a", "#8fb0a4", "#d9a7a0", "#e9cf9c", "#a9563f"]
HOME, AWAY = (CLAY, PAPER), (TEAL, HONEY)
SKINS = ["#7a4a38", "#a76d4f", "#c98d6b", "#5f3a30", "#d9a27c"]


def football_terrace(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("football-terrace")
    sheet.sky((0, "#6fa9b3"), (240, "#b5d3c7"), (430, "#f8e4b6"))
    sheet.glow(PAPER, 300, 180, 560, 420, 0.75)
    sheet.fill("#fff5d8", ellipse(300, 180, 60))
    cloud(sheet, dice, "#fbf1dc", 1180, 170, 560, 110, "#d3dccb")
    cloud(sheet, dice, "#fbf1dc", 720, 250, 320, 60, "#d3dccb")
    _towers(sheet, dice)
    _hillside(sheet, dice)
    _pitch(sheet, dice)
    _players(sheet)
    _kites(sheet)
    _terrace(sheet)
    _crowd(sheet, dice)
    birds(sheet, INK, (900, 120, 18), (950, 140, 14))
    return sheet.finish()


def _towers(sheet, dice):
    x = -10
    while x < WIDTH:
        wide, top = dice.uniform(40, 76), dice.uniform(250, 380)
        tower = rect(x, top, x + wide, 520)
        ink = mix("#a9bdb8", "#c9c4ae", dice.random())
        sheet.fill(ink, tower)
        sheet.fill(mix(ink, DEEP, 0.22), *panes(x + 5, top + 10, x + wide - 5, 480, 4, 14, 0.5))
        x += wide + dice.uniform(4, 80)


def _hillside(sheet, dice):
    """Houses stacked up the slope behind the ground."""
    sheet.fill("#7d8f60", ridge(dice, -20, WIDTH + 20, 430, 40, 640, (0.7, 1.9)))
    for floor, wide in ((452, 52), (490, 60), (530, 70), (574, 80), (622, 92)):
        x = -30 + dice.near(0, 20)
        while x < WIDTH:
            size, high = wide * dice.uniform(0.75, 1.2), wide * dice.uniform(0.6, 1.05)
            lift = 46 * math.sin(x / 330) * (652 - floor) / 200
            if dice.chance(0.08):
                canopy(
                    sheet,
                    dice,
                    x + size / 2,
                    floor + lift - 20,
                    size * 0.6,
                    MOSS,
                    PINE,
                    "#9fae70",
                    6,
                )
            else:
                _hut(sheet, dice, x, floor + lift, size, high)
            x += size * dice.uniform(0.9, 1.15)
    wall = rect(0, 604, WIDTH, 660)
    sheet.fill("#e8dcc0", wall)
    inks = (TEAL, CLAY, HONEY, SEA, ROSE, MOSS)
    for i in range(24):
        x = i * 78
        sheet.fill(inks[i % 6], arc(x, 660, 50, 46, 180, 360, 20))
        sheet.fill(inks[(i + 2) % 6], arc(x, 660, 32, 28, 180, 360, 16))
        sheet.fill("#e8dcc0", arc(x, 660, 16, 13, 180, 360, 12))
    sheet.grain(PLUM, (0, 620), (0, 700), wall, strength=0.5)


def _hut(sheet, dice, x, floor, wide, high):
    ink = dice.pick(HOUSES)
    wall = rect(x, floor - high, x + wide, floor + 60)
    sheet.fill(ink, wall)
    sheet.grain(PLUM, (x + wide * 0.4, 0), (x + wide * 1.4, 0), wall, strength=0.7)
    sheet.fill(mix(ink, PLUM, 0.45), rect(x - 3, floor - high - 4, x + wide + 3, floor - high + 3))
    for pane in panes(x + 5, floor - high + 10, x + wide - 5, floor - high + wide * 0.5, 2, 1, 0.5):
        sheet.fill(dice.pick([INK, DEEP, "#f3d79a", PLUM]), pane)
    if dice.chance(0.3):
        sheet.fill(
            "#4f86a0",
            rounded(x + wide * 0.6, floor - high - 20, x + wide * 0.6 + 24, floor - high - 3, 4),
        )


def _pitch(sheet, dice):
    ground = rect(0, 658, WIDTH, HEIGHT)
    sheet.sky((658, "#dca273"), (800, EARTH), (1200, "#a95d42"))
    sheet.grain(HONEY, (700, 900), (300, 660), ground, strength=0.4)
    sheet.grain(BRICK, (900, 700), (1700, 1100), ground, strength=0.5)
    tufts = [
        lens(
            dice.uniform(0, WIDTH), dice.uniform(668, 960), dice.uniform(8, 46), dice.uniform(1, 4)
        )
        for _ in range(150)
    ]
    sheet.fill("#b56f4a", *tufts[:80], opacity=0.6)
    sheet.fill("#93935a", *tufts[80:110])
    sheet.fill("#e9b98c", *tufts[110:], opacity=0.8)
    white = "#f7e8d0"
    for line, wide in (
        ([(-40, 690), (1840, 690)], 4),
        ([(930, 690), (950, 960)], 6),
        ([(150, 690), (60, 752), (-40, 752)], 5),
        ([(1640, 690), (1740, 752), (1840, 752)], 5),
    ):
        sheet.stroke(white, line, width=wide)
    sheet.stroke(white, arc(938, 778, 176, 58, 0, 360, 60), width=5)
    sheet.fill(white, ellipse(938, 778, 9, 4))
    sheet.fill("#f7e8d0", [(-40, 956), (1840, 956), (1840, 964), (-40, 964)])
    posts = [[(1706, 748), (1706, 628), (1790, 668), (1790, 806)]]
    net = [
        [between((1706, 628), (1790, 668), i / 8), between((1740, 738), (1830, 800), i / 8)]
        for i in range(9)
    ]
    sheet.stroke("#f7e8d0", *net, width=1.5)
    sheet.stroke("#fffaf0", *posts, width=8)


def _players(sheet):
    for x, y, tall, side, stride in (
        (260, 742, 84, 0, 0.5),
        (470, 800, 96, 1, -0.6),
        (640, 730, 82, 1, 0.4),
        (820, 850, 112, 0, 0.7),
        (985, 846, 112, 1, -0.7),
        (1120, 738, 84, 0, -0.4),
        (1300, 790, 98, 0, 0.5),
        (1420, 734, 84, 1, -0.5),
        (1660, 768, 94, 1, 0.2),
    ):
        shirt, shorts = (HOME, AWAY)[side]
        sheet.fill(PLUM, lens(x + 26, y, tall * 0.42, 5), opacity=0.5)
        person(
            sheet, x, y, tall, shirt, shorts, skin=SKINS[int(x) % 5], hair="#2a1c26", stride=stride
        )
    for i, (x, y, size) in enumerate(
        ((770, 856, 30), (742, 850, 24), (1030, 852, 26), (1062, 846, 20))
    ):
        sheet.fill("#ecc79c", blob(Dice(i), x, y, size, size * 0.5), opacity=0.6)
    sheet.fill(PLUM, lens(914, 852, 20, 4), opacity=0.5)
    sheet.fill("#fffaf0", ellipse(906, 838, 13))
    sheet.fill(
        INK,
        ellipse(906, 838, 5),
        *[ellipse(*arc(906, 838, 11, 11, a, a, 1)[0], 2.6) for a in range(0, 360, 72)],
    )


def _kites(sheet):
    for x, y, size, ink in ((1480, 120, 30, CLAY), (620, 96, 22, TEAL), (1640, 250, 20, HONEY)):
        sheet.fill(
            ink, [(x, y - size), (x + size * 0.8, y), (x, y + size * 1.2), (x - size * 0.8, y)]
        )
        sheet.fill(mix(ink, INK, 0.3), [(x, y - size), (x + size * 0.8, y), (x, y + size * 1.2)])
        tail = smooth(
            [
                (x, y + size),
                (x - 16, y + size * 2.4),
                (x + 6, y + size * 3.6),
                (x - 30, y + size * 5),
            ]
        )
        sheet.stroke(INK, tail, width=2)


def _terrace(sheet):
    for y, ink in ((1010, "#cdbfae"), (1098, "#b7a79d")):
        sheet.fill(ink, rect(0, y, WIDTH, HEIGHT))
        sheet.fill(mix(ink, PAPER, 0.5), rect(0, y, WIDTH, y + 12))
        sheet.grain(PLUM, (0, y + 10), (0, y + 120), rect(0, y, WIDTH, HEIGHT), strength=0.7)
    for x in range(20, WIDTH, 250):
        sheet.fill(SEA, rect(x, 930, x + 13, 1012))
        sheet.fill(mix(SEA, INK, 0.4), rect(x + 8, 930, x + 13, 1012))
    sheet.fill(SEA, rect(0, 926, WIDTH, 938), rect(0, 966, WIDTH, 974))


def _flag(sheet, x, y, pole, wide, high, inks, lean=0.0):
    """A flag on a pole held at (x, y): three wavy bands and a disc."""
    top = (x + lean * pole, y - pole)
    sheet.stroke("#6d4436", [(x, y), top], width=9)
    side = -1 if lean < 0 else 1

    def edge(share):
        return [
            (
                top[0] + side * wide * u / 12,
                top[1] + 10 + high * share + high * 0.13 * math.sin(u * 0.75) + u * 2,
            )
            for u in range(13)
        ]

    for i, ink in enumerate(inks):
        band = [*edge(i / len(inks)), *edge((i + 1) / len(inks))[::-1]]
        sheet.fill(ink, band)
        for fold in (0.34, 0.82):
            left = top[0] + side * wide * fold
            sheet.grain(
                PLUM,
                (left - side * wide * 0.16, 0),
                (left + side * wide * 0.06, 0),
                [
                    p
                    for p in band
                    if (p[0] - left) * side <= 0.5 and (p[0] - left) * side > -wide * 0.3
                ],
                strength=0.45,
            )
    middle = edge(0.5)[6]
    sheet.fill(PAPER, ellipse(*middle, high * 0.2))
    sheet.fill(inks[0], ellipse(*middle, high * 0.12))


def _crowd(sheet, dice):
    _flag(sheet, 352, 1060, 520, 330, 230, (CLAY, PAPER, CLAY), -0.1)
    _flag(sheet, 1380, 1060, 560, 350, 240, (CLAY, PAPER, CLAY), 0.12)
    _flag(sheet, 1120, 1040, 280, 170, 116, (HONEY, DEEP, HONEY), 0.1)
    coats = [CLAY, "#f1dfc0", DEEP, CLAY, HONEY, PLUM, PAPER, BRICK, TEAL, CLAY, "#e8c9a4", MOSS]
    x, i = 30, 0
    while x < WIDTH + 40:
        _fan(sheet, dice, x, 1150 + dice.near(0, 14), dice.uniform(0.72, 0.84), coats[i % 12], i)
        x += dice.uniform(118, 150)
        i += 1
    _scarf(sheet, 820, 912, 220)
    for x, coat, number in (
        (150, TEAL, 3),
        (470, CLAY, 0),
        (610, "#f1dfc0", 8),
        (905, CLAY, 4),
        (1250, HONEY, 8),
        (1420, CLAY, 2),
        (1680, DEEP, 7),
    ):
        _fan(sheet, dice, x, 1290, dice.uniform(1.12, 1.24), coat, number)


def _fan(sheet, dice, x, y, size, coat, number):
    """Somebody seen from behind; every fourth one cheers, every fifth wears a cap."""
    skin = SKINS[number % 5]
    hair = ("#2a1c26", "#3d2a2c", "#1f1a2b", "#6d4436")[number % 4]

    def put(ink, form):
        sheet.fill(ink, moved(form, x, y, size))

    arms = [[(-66, -150), (-104, -100), (-92, -20)], [(66, -150), (104, -100), (92, -20)]]
    if number % 4 == 0:
        arms = [[(-66, -150), (-106, -206), (-90, -290)], [(66, -150), (106, -206), (96, -300)]]
    elif number % 4 == 2:
        arms[1] = [(66, -150), (112, -200), (84, -276)]
    for arm in arms:
        sleeve = smooth(arm, steps=6)
        put(skin, ribbon(sleeve, [30] * len(sleeve)))
        put(mix(coat, INK, 0.14), ribbon(sleeve[:8], [44] * 8))
        put(skin, ellipse(*arm[-1], 19))
    body = smooth(
        [(-82, 40), (-84, -120), (-52, -176), (0, -186), (52, -176), (84, -120), (82, 40)]
    )
    put(skin, rect(-20, -212, 20, -168))
    put(coat, body)
    form = moved(body, x, y, size)
    sheet.grain(PLUM, (x - 10 * size, 0), (x + 120 * size, 0), form, strength=0.6)
    if number % 3 == 0:
        for stripe in (-50, 0, 50):
            put(
                mix(coat, PAPER, 0.75),
                smooth(
                    [(stripe - 9, 40), (stripe - 9, -150), (stripe + 9, -150), (stripe + 9, 40)]
                ),
            )
    put(skin, ellipse(-43, -236, 9, 12))
    put(skin, ellipse(43, -236, 9, 12))
    put(hair, ellipse(0, -246, 43, 50))
    sheet.grain(
        mix(hair, SAND, 0.35),
        (x, 0),
        (x - 50 * size, 0),
        moved(ellipse(0, -246, 43, 50), x, y, size),
        strength=0.5,
    )
    if number % 5 == 3:
        put(CLAY, arc(0, -250, 46, 50, 180, 360, 20))
        put(mix(CLAY, PLUM, 0.4), rounded(-46, -256, 46, -244, 6))
    elif number % 5 == 1:
        put(
            hair,
            smooth(
                [(-42, -250), (-50, -180), (-30, -140), (30, -140), (50, -180), (42, -250)], True, 6
            ),
        )


def _scarf(sheet, x, y, wide):
    """A scarf held up between two hands."""
    upper = smooth([(x - wide / 2, y), (x, y + 24), (x + wide / 2, y - 6)], steps=12)
    count = len(upper) - 1
    for i in range(count):
        (ax, ay), (bx, by) = upper[i], upper[i + 1]
        ink = CLAY if (i // 3) % 2 else PAPER
        sheet.fill(ink, [(ax, ay), (bx + 0.6, by), (bx + 0.6, by + 44), (ax, ay + 44)])
    fringe = [
        [(end[0], end[1] + 5 * k), (end[0] + way * 16, end[1] + 5 * k + 5)]
        for end, way in ((upper[0], -1), (upper[-1], 1))
        for k in range(9)
    ]
    sheet.stroke(PAPER, *fringe, width=3)
