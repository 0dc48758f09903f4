"""The picture of the harbour cranes."""

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MIST,
    PAPER,
    PLUM,
    ROSE,
    SEA,
    TEAL,
    Dice,
    Sheet,
    ellipse,
    mix,
    moved,
    rect,
    ridge,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, lens, person, ripples

CARGO = [CLAY, TEAL, HONEY, BRICK, SEA, PAPER, DEEP, AMBER]


def harbour_cranes(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("harbour-cranes")
    sheet.sky((0, TEAL), (330, "#7fa9a4"), (560, "#e6b48d"), (760, "#f3cf91"))
    sheet.glow(HONEY, 640, 640, 760, 560, 0.75)
    sheet.glow(PAPER, 640, 640, 300, strength=0.6)
    sheet.fill("#fbe9bd", ellipse(640, 640, 84))
    _streaks(sheet, dice)
    far = ridge(dice, 0, WIDTH, 690, 34, 770)
    sheet.fill(mix(PLUM, ROSE, 0.62), far)
    sheet.grain(mix(PLUM, ROSE, 0.3), (0, 690), (0, 800), far)
    _far_quay(sheet, dice)
    _harbour_water(sheet, dice)
    _freighter(sheet, dice, 250, 846)
    _tug(sheet, 900, 930)
    _quay(sheet, dice)
    _crane(sheet, 1040, 850, 0.62, mix(PLUM, ROSE, 0.35), mix(PLUM, ROSE, 0.12))
    _crane(sheet, 1180, 884, 0.98, mix(PLUM, CLAY, 0.32), mix(PLUM, INK, 0.4))
    _crane(sheet, 1440, 1010, 1.5, CLAY, mix(BRICK, INK, 0.5), load=TEAL)
    birds(sheet, PAPER, (420, 300, 34), (510, 250, 24), (330, 380, 20), (760, 180, 18))
    return sheet.finish()


def _streaks(sheet, dice):
    for ink, low, high in (("#f0c79a", 380, 560), ("#f7dfb2", 500, 640)):
        bands = [
            lens(
                dice.uniform(-50, 1750),
                dice.uniform(low, high),
                dice.uniform(120, 360),
                dice.uniform(4, 11),
            )
            for _ in range(9)
        ]
        sheet.fill(ink, *bands, opacity=0.55)


def _far_quay(sheet, dice):
    ink = mix(PLUM, ROSE, 0.28)
    blocks = []
    x = -20
    while x < WIDTH:
        wide = dice.uniform(30, 90)
        blocks.append(rect(x, 770 - dice.uniform(12, 52), x + wide, 772))
        x += wide
    sheet.fill(ink, *blocks)
    for x, size in ((90, 0.26), (215, 0.3), (880, 0.28), (985, 0.24)):
        _crane(sheet, x, 772, size, ink, ink)


def _harbour_water(sheet, dice):
    sheet.sky((768, "#dba978"), (850, "#8fa79c"), (1000, TEAL), (1200, DEEP))
    sheet.grain(INK, (0, 1000), (0, 1400), rect(0, 770, WIDTH, HEIGHT))
    ripples(sheet, dice, mix(DEEP, TEAL, 0.4), (0, 850, WIDTH, 1200), 170, 90, 0.6)
    ripples(sheet, dice, "#f6d596", (470, 775, 810, 1190), 120, 60, 0.85)
    ripples(sheet, dice, "#fbe9bd", (570, 775, 710, 1150), 60, 46)


def _crane(sheet, x, y, size, ink, dark, load=None):
    """A ship-to-shore crane seen from the side, its boom out to the left."""

    def put(colour, *lines, width=10):
        sheet.stroke(colour, *[moved(line, x, y, size) for line in lines], width=width * size)

    put(
        dark,
        [(30, -600), (-420, -446)],
        [(30, -600), (-210, -446)],
        [(30, -600), (270, -446)],
        width=4,
    )
    put(
        dark,
        [(190, -20), (190, -440)],
        [(20, -20), (190, -190)],
        [(190, -190), (20, -420)],
        width=13,
    )
    put(dark, [(90, -440), (30, -600)], width=11)
    put(ink, [(20, -20), (20, -440), (30, -604)], width=20)
    put(ink, [(-4, -190), (214, -190)], [(-10, -16), (220, -16)], width=17)
    put(ink, [(-440, -456), (290, -456)], [(-440, -430), (290, -430)], width=8)
    zigzag = [(-440 + 24 * i, -456 + 26 * (i % 2)) for i in range(31)]
    put(ink, zigzag, width=5)
    body = moved(rect(205, -520, 300, -458), x, y, size)
    sheet.fill(ink, body)
    sheet.grain(dark, (x + 215 * size, y), (x + 310 * size, y), body)
    sheet.fill(dark, *[moved(ellipse(at, -4, 12), x, y, size) for at in (4, 36, 174, 206)])
    cab = moved(rect(-214, -428, -166, -384), x, y, size)
    sheet.fill(dark, cab)
    sheet.fill(HONEY, moved(rect(-208, -418, -186, -398), x, y, size))
    if load:
        put(dark, [(-290, -430), (-296, -250)], [(-240, -430), (-234, -250)], width=2.5)
        put(dark, [(-312, -246), (-218, -246)], width=9)
        _box(sheet, load, [(v[0], v[1]) for v in moved(rect(-322, -242, -208, -196), x, y, size)])


def _box(sheet, ink, corners):
    """One container, ribbed."""
    (left, top), (right, bottom) = corners[0], corners[2]
    sheet.fill(ink, corners)
    dark = mix(ink, INK, 0.35)
    count = max(int((right - left) / 9), 3)
    ribs = [
        rect(
            left + (right - left) * (i + 0.6) / count,
            top,
            left + (right - left) * (i + 0.85) / count,
            bottom,
        )
        for i in range(count)
    ]
    sheet.fill(mix(ink, INK, 0.18), *ribs)
    sheet.grain(dark, (left, top), (left, bottom + (bottom - top) * 0.3), corners)
    sheet.fill(dark, rect(left, bottom - 2, right, bottom), rect(right - 2, top, right, bottom))


def _freighter(sheet, dice, x, y):
    hull = [(x - 170, y - 92), (x + 690, y - 84), (x + 742, y - 112), (x + 690, y), (x - 140, y)]
    for column in range(11):
        for row in range(dice.pick([3, 4, 4, 5])):
            left, top = x - 20 + column * 58, y - 112 - row * 25
            _box(sheet, mix(dice.pick(CARGO), PLUM, 0.22), rect(left, top, left + 55, top + 24))
    tower = rect(x - 130, y - 268, x - 52, y - 88)
    sheet.fill("#efd9b8", tower, rect(x - 152, y - 268, x - 34, y - 246))
    sheet.grain(PLUM, (x - 130, 0), (x + 60, 0), tower, strength=0.7)
    sheet.fill(INK, *[rect(x - 146, y - 262, x - 40, y - 253)])
    sheet.fill(
        mix(PLUM, INK, 0.5),
        *[rect(x - 122, y - 228 + 30 * i, x - 60, y - 221 + 30 * i) for i in range(4)],
    )
    sheet.fill(BRICK, rect(x - 160, y - 216, x - 128, y - 90))
    sheet.fill(mix(INK, PLUM, 0.3), hull)
    sheet.grain("#121c2b", (0, y - 90), (0, y + 10), hull)
    sheet.fill(BRICK, [(x - 148, y - 22), (x + 700, y - 22), (x + 690, y), (x - 140, y)])
    below = [(x - 140, y), (x + 690, y), (x + 650, y + 90), (x - 120, y + 90)]
    sheet.fade(mix(INK, PLUM, 0.3), (0, y + 95), (0, y), below, strength=0.8)
    ripples(sheet, dice, mix(INK, PLUM, 0.3), (x - 90, y + 40, x + 650, y + 110), 60, 90, 0.45)
    sheet.fill("#f3d9a8", lens(x + 270, y + 1, 460, 3))


def _tug(sheet, x, y):
    sheet.fill(BRICK, [(x - 70, y - 30), (x + 62, y - 22), (x + 50, y), (x - 56, y)])
    sheet.fill(INK, [(x - 62, y - 9), (x + 56, y - 9), (x + 50, y), (x - 56, y)])
    sheet.fill(PAPER, rect(x - 34, y - 62, x + 14, y - 28))
    sheet.fill(INK, rect(x - 28, y - 56, x + 8, y - 44), rect(x + 22, y - 58, x + 34, y - 26))
    sheet.stroke(INK, [(x - 12, y - 62), (x - 12, y - 96)], width=4)
    sheet.fill(MIST, lens(x, y + 3, 110, 4), lens(x + 60, y + 12, 90, 3))


def _quay(sheet, dice):
    deck = [(1010, 848), (WIDTH, 838), (WIDTH, HEIGHT), (1180, HEIGHT), (1130, 1010)]
    wall = [(1010, 848), (1130, 1010), (1180, HEIGHT), (1112, HEIGHT), (1064, 1030), (996, 862)]
    sheet.fill("#a4706c", deck)
    sheet.grain(PLUM, (1400, 860), (1500, 1260), deck, strength=0.8)
    sheet.fill(mix(INK, PLUM, 0.35), wall)
    sheet.fill(HONEY, [(1092, 900), (1106, 900), (1240, HEIGHT), (1206, HEIGHT)], opacity=0.75)
    sheet.stroke(
        mix(PLUM, INK, 0.3), [(1120, 886), (WIDTH, 872)], [(1170, 1012), (WIDTH, 1002)], width=4
    )
    for x, y, size in ((1085, 925, 0.7), (1120, 1000, 1), (1160, 1110, 1.4)):
        sheet.fill(
            INK, moved(rect(-12, -26, 12, 0), x, y, size), moved(ellipse(0, -27, 19, 8), x, y, size)
        )
    for left, floor, wide, high, columns in ((1560, 912, 66, 28, 5), (1612, 990, 96, 42, 2)):
        for column in range(columns):
            for level in range(dice.pick([2, 3, 3])):
                x, top = left + column * wide, floor - high * (level + 1)
                ink = mix(dice.pick(CARGO), PLUM, 0.15)
                _box(sheet, ink, rect(x, top, x + wide - 3, top + high - 2))
    person(sheet, 1318, 1120, 96, HONEY, INK, stride=0.5)
    person(sheet, 1400, 1134, 98, CLAY, DEEP, stride=-0.2)
    shade = [(1270, 1122), (1320, 1116), (1440, 1172), (1400, 1180)]
    sheet.fade(PLUM, (1310, 1120), (1300, 1100), shade, strength=0.5)
