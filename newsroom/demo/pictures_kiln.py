"""The picture of the climbing kiln, a tall one."""

import math

from newsroom.demo.drawing import (
    AMBER,
    CLAY,
    DEEP,
    HONEY,
    MIST,
    NIGHT,
    PAPER,
    PINE,
    PLUM,
    SAND,
    SEA,
    TEAL,
    Dice,
    Sheet,
    arc,
    arch,
    blob,
    ellipse,
    mix,
    moved,
    rect,
    rounded,
    smooth,
    taper,
)
from newsroom.demo.pictures_props import lens, person

WIDE, TALL = 1200, 1500  # four to five
CHAMBERS = ((940, 590, 112), (858, 686, 140), (764, 796, 172), (650, 926, 208), (510, 1086, 258))
GLOW = "#ffdf94"


def ceramics_kiln(out):
    sheet, dice = Sheet(WIDE, TALL, out * 4 // 5), Dice("ceramics-kiln")
    sheet.sky((0, "#101c36"), (420, "#1f3d5c"), (800, "#47607a"), (1000, "#6d6a7c"))
    _heaven(sheet, dice)
    _mountains(sheet, dice)
    _smoke(sheet, dice)
    _slope(sheet, dice)
    _pines(sheet, dice)
    _chimney(sheet)
    for x, y, r in CHAMBERS:
        _chamber(sheet, dice, x, y, r)
    _mouth(sheet, dice, 510, 1186)
    _wood(sheet, dice, 20, 1330)
    _potter(sheet)
    _wares(sheet, dice)
    _sparks(sheet, dice)
    return sheet.finish(6)


def _heaven(sheet, dice):
    stars = [
        ellipse(dice.uniform(0, WIDE), dice.uniform(0, 560), dice.uniform(1, 2.8))
        for _ in range(170)
    ]
    sheet.fill("#e3e5d2", *stars, opacity=0.85)
    sheet.glow("#cfd9c8", 250, 230, 300, strength=0.45)
    moon = ellipse(250, 230, 62)
    sheet.fill("#f7ecce", moon)
    sheet.grain("#c0a98a", (230, 210), (320, 310), moon, strength=0.7)


def _mountains(sheet, dice):
    for ink, y, swell in (("#39536e", 640, 90), ("#2b435c", 740, 70)):
        phase = dice.uniform(0, 6)
        line = [
            (x, y - swell * (math.sin(x / 190 + phase) + 0.5 * math.sin(x / 83)))
            for x in range(-20, WIDE + 40, 20)
        ]
        form = [*line, (WIDE + 20, 1100), (-20, 1100)]
        sheet.fill(ink, form)
        sheet.grain("#7d8a92", (0, y - 40), (0, y + 240), form, strength=0.45)
    lights = [
        ellipse(dice.uniform(20, 330), dice.uniform(842, 900), dice.uniform(2, 4))
        for _ in range(34)
    ]
    sheet.fill(HONEY, *lights)


def _smoke(sheet, dice):
    spine = smooth(
        [(1010, 420), (1000, 340), (930, 260), (800, 210), (640, 150), (470, 60), (330, -40)],
        steps=7,
    )
    for i, (x, y) in enumerate(spine):
        size = 20 + i * 3.1
        puff = blob(dice, x + dice.near(0, 8), y + dice.near(0, 8), size, size * 0.8)
        sheet.fill("#8d8a93", puff, opacity=0.34)
        sheet.grain("#d8b09a", (x, y), (x + size * 0.6, y + size), puff, strength=0.4)


def _slope(sheet, dice):
    hill = [
        *smooth([(-20, 1040), (240, 1010), (520, 900), (760, 720), (980, 600), (1220, 520)]),
        (1220, TALL + 20),
        (-20, TALL + 20),
    ]
    sheet.fill("#3d4a4e", hill)
    sheet.grain(NIGHT, (700, 900), (300, 780), hill, strength=0.8)
    sheet.glow(AMBER, 540, 1190, 720, 520, strength=0.55)
    floor = [
        *smooth([(-20, 1270), (300, 1252), (700, 1262), (1220, 1220)]),
        (1220, TALL + 20),
        (-20, TALL + 20),
    ]
    sheet.fill("#6d4a48", floor)
    sheet.glow(AMBER, 510, 1300, 560, 190, strength=0.85)
    sheet.grain(NIGHT, (560, 1330), (1300, 1420), floor, strength=0.85)
    sheet.grain(NIGHT, (480, 1330), (-160, 1440), floor, strength=0.85)
    grass = []
    for _ in range(260):
        x, y = dice.uniform(0, WIDE), dice.uniform(760, 1260)
        if y > 1040 - 0.42 * x:
            grass.append([(x, y), (x + dice.near(4, 7), y - dice.uniform(8, 24))])
    sheet.stroke("#57665a", *grass, width=2)
    for i in range(13):
        x, y = 1010 - 16 * i, 770 + 38 * i
        wide = 74 + 7 * i
        sheet.fill("#8d7a74", rounded(x - wide / 3, y, x + wide, y + 17 + i, 5))
        sheet.fill("#5a4a52", rounded(x - wide / 3, y + 11 + i * 0.6, x + wide, y + 20 + i, 5))


def _pines(sheet, dice):
    for x, y, size in (
        (90, 1040, 1.35),
        (200, 1020, 0.95),
        (1130, 560, 0.8),
        (1190, 640, 1.25),
        (1060, 600, 0.55),
    ):
        sheet.fill("#2c2433", taper([(x, y), (x + 6, y - 330 * size)], 24 * size, 6 * size))
        for tier in range(6):
            width = (150 - 21 * tier) * size
            py = y - (90 + 46 * tier) * size
            cloud = smooth(
                [
                    (x - width, py + 10),
                    (x - width * 0.5, py - 22 * size),
                    (x, py - 34 * size),
                    (x + width * 0.6, py - 20 * size),
                    (x + width, py + 12),
                    (x + width * 0.3, py + 6),
                    (x - width * 0.4, py + 9),
                ],
                True,
                5,
            )
            sheet.fill(mix(PINE, NIGHT, 0.3 + 0.05 * (tier % 2)), cloud)
            sheet.grain("#5f7a66", (x, py), (x - width * 0.6, py - 40 * size), cloud, strength=0.4)


def _chimney(sheet):
    stack = [(972, 560), (980, 412), (1040, 412), (1052, 560)]
    sheet.fill("#8d5a4c", stack)
    sheet.grain(NIGHT, (1000, 0), (1070, 0), stack, strength=0.9)
    sheet.stroke("#5f3b40", *[[(976, y), (1048, y)] for y in range(432, 560, 18)], width=2)
    sheet.fill("#a9705a", rect(970, 400, 1050, 418))
    sheet.fill("#e8793c", rect(984, 394, 1036, 402))
    sheet.glow("#ff9a4a", 1010, 396, 130, strength=0.6)


def _chamber(sheet, dice, x, y, r):
    """One hump of the kiln: brick courses over a round back, a stoke hole at its side."""
    dome = arch(x - r, y - r * 0.92, x + r, y + r * 0.62, r * 0.92)
    side = arch(x - r * 0.2, y - r * 0.96, x + r * 1.34, y + r * 0.5, r * 0.86)
    sheet.fill("#70443f", side)
    sheet.grain(NIGHT, (x + r * 0.5, y - r * 0.4), (x + r * 1.5, y), side, strength=0.95)
    sheet.fill("#a9664e", dome)
    bricks = []
    for ring in range(9):
        reach = r * (0.99 - ring * 0.1)
        count = max(int(reach / 9), 6)
        for i in range(count):
            if dice.chance(0.42):
                a = 180 + 180 * (i + 0.5 * (ring % 2)) / count
                b = a + 180 / count * 0.86
                bricks.append(
                    [
                        *arc(x, y, reach, reach * 0.92, a, b, 3),
                        *arc(x, y, reach - r * 0.08, (reach - r * 0.08) * 0.92, b, a, 3),
                    ]
                )
    sheet.fill("#bb7a5c", *bricks[::2])
    sheet.fill("#8f5346", *bricks[1::2])
    sheet.stroke("#d99a74", arc(x, y, r * 0.97, r * 0.89, 190, 300, 30), width=r * 0.025)
    sheet.grain(NIGHT, (x - r * 0.1, y - r * 0.2), (x - r * 0.5, y - r * 1.1), dome, strength=0.75)
    sheet.grain(PLUM, (x + r * 0.1, 0), (x + r * 1.15, 0), dome, strength=0.8)
    hx, hy, size = x + r * 0.98, y + r * 0.12, r * 0.17
    sheet.glow("#ff9a4a", hx, hy, r * 0.75, strength=0.6)
    sheet.fill("#3b2430", arch(hx - size, hy - size, hx + size * 0.9, hy + size * 1.5))
    sheet.fill("#f59a45", arch(hx - size * 0.7, hy - size * 0.7, hx + size * 0.7, hy + size * 1.3))
    sheet.fill(GLOW, arch(hx - size * 0.4, hy - size * 0.1, hx + size * 0.42, hy + size * 1.3))


def _mouth(sheet, dice, x, floor):
    """The fire mouth of the lowest chamber."""
    face = arch(x - 216, floor - 258, x + 216, floor + 88, 216)
    sheet.fill("#8f5346", face)
    stones = []
    for i in range(13):
        a = 180 + 180 * i / 13
        stones.append(
            [
                *arc(x, floor - 42, 206, 206, a, a + 12.6, 4),
                *arc(x, floor - 42, 150, 150, a + 12.6, a, 4),
            ]
        )
    sheet.fill("#d08a62", *stones)
    sheet.grain("#ffd08a", (x, floor - 220), (x, floor - 60), *stones, strength=0.6)
    for side in (-1, 1):
        sheet.fill(
            "#b8735a",
            *[
                rounded(
                    x + side * 178 - 29,
                    floor - 40 + 42 * i,
                    x + side * 178 + 29,
                    floor - 2 + 42 * i,
                    5,
                )
                for i in range(3)
            ],
        )
    hole = arch(x - 148, floor - 190, x + 148, floor + 88, 148)
    sheet.fill("#4a1f26", hole)
    sheet.fill("#d9532f", arch(x - 136, floor - 168, x + 136, floor + 88, 136))
    sheet.glow("#ffb14f", x, floor + 10, 150, 150, strength=0.95)
    tongues = (
        (-96, 130, AMBER),
        (-40, 210, "#f08a3a"),
        (30, 190, "#f08a3a"),
        (92, 140, AMBER),
        (-66, 100, "#ffc35c"),
        (0, 150, "#ffc35c"),
        (62, 104, "#ffc35c"),
        (-26, 84, "#fff0bd"),
        (34, 74, "#fff0bd"),
    )
    for off, high, ink in tongues:
        foot, wide = floor + 84, high * 0.26
        flame = [
            (x + off - wide, foot),
            (x + off - wide * 0.9, foot - high * 0.45),
            (x + off + dice.near(0, 12), foot - high),
        ]
        flame += [(x + off + wide * 0.7, foot - high * 0.5), (x + off + wide, foot)]
        sheet.fill(ink, smooth(flame, steps=7))
    for i, off in enumerate((-110, -46, 18, 70)):
        log = taper([(x + off, floor + 84), (x + off + 54, floor + 58)], 25, 21)
        sheet.fill("#4a2c2c", log)
        sheet.fill("#ff9a4a", ellipse(x + off + 54, floor + 58, 9 + i % 2, 11))
    sheet.fill("#5a3a40", rect(x - 226, floor + 82, x + 226, floor + 100))
    sheet.glow("#ff9a4a", x, floor, 480, 400, strength=0.42)


def _wood(sheet, dice, left, floor):
    """Split pine stacked to dry."""
    for row in range(5):
        for column in range(6 - row // 2):
            x, y = left + 24 + column * 41 + (row % 2) * 20, floor - 20 - row * 35
            r = dice.uniform(17, 20)
            sheet.fill("#4a2f32", ellipse(x, y, r))
            face = ellipse(x + 1, y, r - 3)
            sheet.fill(dice.pick(["#d99f69", "#cf8f5c", "#e0ad78"]), face)
            sheet.fill("#a9693f", ellipse(x + 1, y, r * 0.5))
            sheet.fill("#e0ad78", ellipse(x + 1, y, r * 0.38))
            sheet.grain(NIGHT, (x, 0), (x - 40, 0), face, strength=0.7)


def _potter(sheet):
    """Feeding the fire: indigo coat, white headcloth, a split log in hand."""
    x, y = 850, 1392
    sheet.fill(NIGHT, lens(x + 60, y, 150, 14), opacity=0.6)
    person(sheet, x, y, 330, "#2d4d78", "#2a2440", skin="#d99a72", hair="#1f1a2b", stride=-0.42)
    sheet.fill(PAPER, [(x - 26, 1078), (x + 20, 1070), (x + 20, 1084), (x - 26, 1090)])
    sheet.fill(PAPER, [(x + 18, 1072), (x + 40, 1088), (x + 34, 1100), (x + 18, 1084)])
    sheet.fill("#d99f69", taper([(x - 20, 1262), (x - 176, 1214)], 26, 22))
    sheet.fill("#a9693f", taper([(x - 20, 1269), (x - 176, 1221)], 10, 8))
    sheet.fill("#d99a72", ellipse(x - 62, 1248, 13))
    sheet.fill("#f0b080", ellipse(x - 20, 1092, 6, 14), opacity=0.7)


VASES = {
    "vase": [(0.0, 1.0), (0.2, 1.0), (0.16, 0.86), (0.42, 0.6), (0.4, 0.3), (0.22, 0.0)],
    "jar": [(0.0, 1.0), (0.26, 1.0), (0.26, 0.92), (0.5, 0.7), (0.46, 0.25), (0.3, 0.0)],
    "bottle": [(0.0, 1.0), (0.12, 1.0), (0.09, 0.7), (0.34, 0.46), (0.34, 0.14), (0.24, 0.0)],
    "bowl": [(0.0, 0.5), (0.62, 0.52), (0.56, 0.3), (0.3, 0.08), (0.24, 0.0)],
}


def _pottery(sheet, kind, x, y, size, glaze, rim):
    half = smooth([(u * size, -v * size) for u, v in VASES[kind]], steps=6)
    form = moved([*half, *[(-px, py) for px, py in half[::-1]]], x, y)
    sheet.fill(glaze, form)
    sheet.grain(NIGHT, (x - size * 0.05, 0), (x + size * 0.55, 0), form, strength=0.9)
    sheet.grain("#ffd9a0", (x - size * 0.1, 0), (x - size * 0.5, 0), form, strength=0.65)
    top = 0.5 if kind == "bowl" else 1.0
    mouth = VASES[kind][1][0] * size
    sheet.fill(rim, ellipse(x, y - top * size, mouth, mouth * 0.2))
    sheet.fill(mix(rim, NIGHT, 0.6), ellipse(x, y - top * size, mouth * 0.8, mouth * 0.13))


def _wares(sheet, dice):
    """Pots on boards, waiting to be judged by daylight."""
    for y, left, right in ((1490, 560, 1220), (1340, 980, 1220)):
        sheet.fill(NIGHT, rect(left, y + 14, right, y + 40), opacity=0.6)
        sheet.fill("#8a5a3c", rect(left, y - 4, right, y + 16))
        sheet.fill("#c98a58", rect(left, y - 4, right, y + 2))
    for kind, x, y, size, glaze, rim in (
        ("bottle", 1040, 1338, 120, SEA, MIST),
        ("jar", 1140, 1338, 104, "#d8a671", SAND),
        ("bowl", 620, 1488, 92, TEAL, MIST),
        ("jar", 745, 1488, 116, "#c98a62", SAND),
        ("bowl", 872, 1488, 100, "#e3d3b3", PAPER),
        ("bottle", 972, 1488, 128, CLAY, AMBER),
        ("vase", 1076, 1488, 124, MIST, PAPER),
        ("jar", 1170, 1488, 110, DEEP, SEA),
    ):
        _pottery(sheet, kind, x, y, size, glaze, rim)


def _sparks(sheet, dice):
    sparks = []
    for _ in range(70):
        rise = dice.random()
        sparks.append(
            ellipse(510 + dice.near(0, 60 + 130 * rise), 1140 - 560 * rise, dice.uniform(1.5, 4))
        )
    for _ in range(46):
        rise = dice.random()
        sparks.append(
            ellipse(
                1008 - 150 * rise**1.5 + dice.near(0, 20 + 50 * rise),
                390 - 260 * rise,
                dice.uniform(1.5, 3.6),
            )
        )
    sheet.fill("#ffb861", *sparks[::2])
    sheet.fill("#ffe3a3", *sparks[1::2])
