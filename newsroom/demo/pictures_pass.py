"""The picture of the road to the mountain pass."""

from itertools import pairwise

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MOSS,
    OLIVE,
    PAPER,
    PINE,
    PLUM,
    ROSE,
    TEAL,
    Dice,
    Sheet,
    arc,
    between,
    blob,
    ellipse,
    mix,
    moved,
    peak,
    rect,
    ribbon,
    ridge,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, lens

SNOW = "#fdf3e2"
ROCK = "#7f7590"
ROCK_DARK = "#4f4a6b"
ROAD = "#d9b48c"

# The road's bends from the foot to the pass: x, y, width.
BENDS = (
    (560, 1240, 110),
    (760, 1130, 96),
    (1330, 1066, 84),
    (1440, 1006, 76),
    (1300, 960, 68),
    (640, 920, 58),
    (520, 872, 52),
    (640, 832, 46),
    (1150, 790, 39),
    (1250, 752, 34),
    (1150, 722, 31),
    (760, 694, 26),
    (690, 664, 23),
    (770, 642, 21),
    (1040, 618, 17),
    (1096, 597, 15),
    (1040, 580, 13),
    (880, 562, 10),
    (850, 546, 8),
    (890, 532, 7),
    (930, 518, 5),
)


def mountain_road(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("mountain-road")
    sheet.sky((0, "#4f7f92"), (260, "#93b4b2"), (520, "#f3cfa4"), (600, "#f6dcae"))
    sheet.glow(HONEY, 240, 420, 620, 420, 0.5)
    bands = [
        lens(
            dice.uniform(0, WIDTH),
            dice.uniform(120, 330),
            dice.uniform(100, 300),
            dice.uniform(4, 9),
        )
        for _ in range(12)
    ]
    sheet.fill("#f3dcc0", *bands, opacity=0.5)
    _range(sheet, dice)
    _slopes(sheet, dice)
    _road(sheet)
    _lorry(sheet, 1010, 1090, 1.0)
    _car(sheet, 930, 806)
    _poles(sheet)
    _meadow(sheet, dice)
    birds(sheet, INK, (1290, 300, 30), (1380, 250, 20))
    return sheet.finish()


def _range(sheet, dice):
    for summit, left, right in (
        ((150, 250), (-260, 640), (560, 640)),
        ((1680, 230), (1240, 640), (2100, 640)),
        ((560, 190), (120, 640), (960, 640)),
        ((1290, 150), (850, 640), (1720, 640)),
        ((760, 330), (480, 640), (1010, 640)),
        ((1080, 320), (830, 640), (1330, 640)),
    ):
        _mountain(sheet, dice, summit, left, right)
    haze = rect(0, 380, WIDTH, 640)
    sheet.fade("#ecc9a6", (0, 420), (0, 640), haze, strength=0.75)


def _mountain(sheet, dice, summit, left, right):
    """A snow peak lit from the left."""
    rise = [left, between(left, summit, 0.4), between(left, summit, 0.72), summit]
    fall = [summit, between(summit, right, 0.3), between(summit, right, 0.62), right]
    lit = peak(dice, rise, 650, 4, 0.45)[:-2]
    dark = peak(dice, fall, 650, 4, 0.45)[:-2]
    spine = [summit]
    while spine[-1][1] < 640:
        x, y = spine[-1]
        spine.append((x + dice.uniform(-22, 34), y + dice.uniform(22, 44)))
    form = [*lit, *dark]
    shadow = [*dark, *spine[::-1]]
    sheet.fill(ROCK, form)
    sheet.grain(ROSE, (summit[0] - 80, 0), (left[0] + 60, 0), form, strength=0.7)
    sheet.fill(ROCK_DARK, shadow)
    caps = (len(lit) * 5 // 11, len(dark) * 5 // 9)
    white = [*lit[caps[0] :], *dark[: caps[1]]]
    base = max(white[0][1], white[-1][1])
    sheet.fill(SNOW, [*white, *_drips(dice, white[-1], white[0], base)])
    shade = [*dark[: caps[1]], *_drips(dice, dark[caps[1] - 1], spine[4], base), *spine[4::-1]]
    sheet.fill("#a7b3c4", shade)
    sheet.grain(ROCK_DARK, summit, (summit[0] + 260, base + 60), shade, strength=0.55)
    couloirs = []
    for _ in range(7):
        x, y = dice.pick(lit[len(lit) // 4 : caps[0] + 2])
        fall_line = [(x + 16, y + 26), (x + 34, y + 70), (x + 40, y + 120)]
        couloirs.append(ribbon(fall_line, [3, dice.uniform(6, 14), 1]))
    sheet.fill(SNOW, *couloirs)


def _drips(dice, start, end, base):
    """The ragged lower rim of the snow."""
    points, count = [], 15
    for i in range(1, count):
        x, y = between(start, end, (i + dice.near(0, 0.3)) / count)
        points.append((x, min(y, base) + (dice.uniform(10, 62) if i % 2 else dice.uniform(-34, 2))))
    return points


def _slopes(sheet, dice):
    far = peak(dice, [(-20, 560), (260, 520), (520, 600), (700, 560), (850, 512)], 1100, 4, 0.2)
    far2 = peak(dice, [(1000, 512), (1160, 556), (1400, 520), (1820, 570)], 1100, 4, 0.2)
    saddle = peak(dice, [(700, 620), (850, 512), (930, 518), (1000, 510), (1160, 620)], 800, 3, 0.1)
    for form in (far, far2, saddle):
        sheet.fill("#9a8f7d", form)
        sheet.grain(ROCK_DARK, (900, 480), (900, 700), form, strength=0.7)
    fan = smooth([(850, 520), (930, 514), (1120, 570), (1330, 690), (1560, 900), (1820, 1100)])
    fan = [
        *fan,
        (1820, 1240),
        (-20, 1240),
        *smooth([(-20, 1090), (300, 880), (560, 690), (740, 570), (850, 520)]),
    ]
    sheet.fill("#a79a68", fan)
    sheet.grain("#d8bd82", (980, 700), (360, 760), fan, strength=0.75)
    sheet.grain(MOSS, (900, 820), (1150, 1320), fan, strength=0.9)
    sheet.grain(PINE, (1150, 760), (1750, 960), fan, strength=0.75)
    left = ridge(dice, -20, 620, 800, 40, 1240, (0.5, 2.1))
    left = [
        *smooth([(-20, 640), (140, 690), (330, 830), (480, 960), (520, 1100), (420, 1240)]),
        (-20, 1240),
    ]
    right = [
        *smooth([(1820, 660), (1640, 760), (1520, 880), (1480, 1010), (1600, 1240)]),
        (1820, 1240),
    ]
    for form, tone, lit in ((right, "#5e6b50", 1500), (left, "#7d7c53", 40)):
        sheet.fill(tone, form)
        sheet.grain(PINE, (lit, 700), (lit + 260, 1150), form, strength=0.9)
    _spruces(sheet, dice)


def _spruces(sheet, dice):
    spots = [(dice.uniform(1540, 1800), dice.uniform(830, 1260)) for _ in range(44)]
    spots += [(dice.uniform(0, 330), dice.uniform(800, 930)) for _ in range(16)]
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        if x < 900 and y < 700 + x * 0.5:
            continue
        tall = 50 + (y - 760) * 0.24
        tone = dice.pick([PINE, mix(PINE, DEEP, 0.4), mix(PINE, MOSS, 0.5)])
        tiers = [
            [(x - tall * w, y - tall * low), (x, y - tall * high), (x + tall * w, y - tall * low)]
            for w, low, high in ((0.27, 0.05, 0.62), (0.21, 0.34, 0.84), (0.14, 0.6, 1.06))
        ]
        sheet.fill(tone, *tiers)
        sheet.fill(mix(tone, HONEY, 0.25), *[[a, b, between(a, c, 0.38)] for a, b, c in tiers])


def _road(sheet):
    line = smooth([(x, y) for x, y, _ in BENDS], steps=14)
    widths = [w for w, _ in smooth([(w, 0) for _, _, w in BENDS], steps=14)]
    low = [(x, y + w * 0.30) for (x, y), w in zip(line, widths, strict=True)]
    sheet.fill(mix(PINE, PLUM, 0.5), ribbon(low, [w * 0.9 for w in widths]))
    flat = [w * 0.74 for w in widths]
    sheet.fill("#f0d9b0", ribbon(line, flat))
    sheet.fill(
        ROAD,
        ribbon(
            [(x, y + w * 0.03) for (x, y), w in zip(line, widths, strict=True)],
            [w * 0.66 for w in widths],
        ),
    )
    sheet.grain(PLUM, (800, 800), (1700, 1000), ribbon(line, flat), strength=0.45)
    posts = []
    for i in range(0, len(line) - 60, 4):
        (x, y), w = line[i], widths[i]
        posts.append(rect(x - w * 0.03, y + w * 0.1, x + w * 0.03, y + w * 0.42))
    sheet.fill(PAPER, *posts)


def _lorry(sheet, x, y, size):
    def put(ink, form):
        sheet.fill(ink, moved(form, x, y, size))

    sheet.fill(PINE, lens(x + 40, y + 8, 150, 10), opacity=0.55)
    put(CLAY, rounded(-120, -104, 46, -18, 6))
    put(mix(CLAY, PLUM, 0.3), rect(-120, -40, 46, -18))
    for i in range(6):
        put(mix(CLAY, PLUM, 0.22), rect(-112 + 26 * i, -104, -108 + 26 * i, -40))
    put(TEAL, [(52, -82), (88, -82), (108, -50), (118, -46), (118, -16), (52, -16)])
    put(PAPER, [(64, -74), (85, -74), (99, -50), (64, -50)])
    put(INK, rect(-118, -20, 118, -12))
    put(HONEY, ellipse(116, -30, 6))
    for wheel in (-86, -50, 22, 88):
        put(INK, ellipse(wheel, -10, 18))
        put("#b8a58e", ellipse(wheel, -10, 7))


def _car(sheet, x, y):
    sheet.fill(
        PAPER, rounded(x - 20, y - 12, x + 20, y, 4), rounded(x - 10, y - 20, x + 12, y - 8, 5)
    )
    sheet.fill(
        INK, ellipse(x - 11, y, 4.5), ellipse(x + 11, y, 4.5), rect(x - 5, y - 17, x + 8, y - 11)
    )


def _poles(sheet):
    places = [
        (395, 1090, 1.0),
        (565, 838, 0.62),
        (692, 690, 0.4),
        (775, 604, 0.26),
        (840, 548, 0.16),
    ]
    tops = [(x, y - 190 * size) for x, y, size in places]
    for (a, b), size in zip(pairwise(tops), (1, 0.6, 0.4, 0.3), strict=True):
        middle = between(a, b, 0.5)
        wire = smooth([a, (middle[0], middle[1] + 34 * size), b])
        sheet.stroke(INK, wire, width=2 * size)
    for (x, y, size), (tx, ty) in zip(places, tops, strict=True):
        sheet.stroke(mix(PLUM, INK, 0.5), [(x, y), (tx, ty - 12 * size)], width=9 * size)
        sheet.stroke(
            mix(PLUM, INK, 0.5), [(tx - 26 * size, ty), (tx + 26 * size, ty)], width=6 * size
        )


def _meadow(sheet, dice):
    """A yurt and grazing horses on the near shoulder."""
    near = [*smooth([(-20, 1020), (150, 1000), (330, 1050), (480, 1130), (560, 1240)]), (-20, 1240)]
    sheet.fill(OLIVE, near)
    sheet.grain(PINE, (160, 1010), (330, 1260), near, strength=0.9)
    sheet.grain(HONEY, (160, 1060), (60, 980), near, strength=0.5)
    x, y = 150, 1086
    sheet.fill(PINE, lens(x + 40, y + 2, 140, 12), opacity=0.6)
    body = [(x - 92, y), (x - 88, y - 70), (x + 88, y - 70), (x + 92, y)]
    roof = [*arc(x, y - 68, 96, 74, 180, 360, 24)]
    sheet.fill("#efe0c6", body, roof)
    sheet.grain(PLUM, (x - 10, 0), (x + 110, 0), body, roof, strength=0.8)
    sheet.fill(BRICK, rect(x - 91, y - 74, x + 91, y - 64))
    sheet.fill(
        CLAY,
        *[
            [(x - 80 + 20 * i, y - 74), (x - 70 + 20 * i, y - 64), (x - 60 + 20 * i, y - 74)]
            for i in range(8)
        ],
    )
    sheet.fill(BRICK, rect(x - 18, y - 58, x + 22, y))
    sheet.fill(AMBER, rect(x - 10, y - 50, x + 14, y - 6))
    sheet.fill(INK, rect(x - 14, y - 148, x + 14, y - 138))
    for hx, hy, size, flip in ((306, 1112, 0.75, True), (408, 1172, 0.9, False)):
        _horse(sheet, dice, hx, hy, size, flip)


def _horse(sheet, dice, x, y, size, flip):
    ink = dice.pick(["#6d4436", "#8a5a3c"])
    parts = (
        smooth(
            [(-44, -64), (0, -68), (40, -66), (50, -50), (36, -36), (0, -34), (-40, -38)], True, 5
        ),
        ribbon([(36, -56), (62, -34), (76, -8)], [28, 20, 12]),
        blob(dice, 80, -4, 15, 8),
        *[ribbon([(at, -44), (at + 2, -20), (at, 6)], [13, 8, 6]) for at in (-38, -28, 26, 36)],
    )
    sheet.fill(ink, *[moved(part, x, y, size, flip) for part in parts])
    mane = (
        ribbon([(34, -68), (60, -46), (74, -20)], [4, 11, 3]),
        ribbon([(-46, -62), (-60, -40), (-56, -14)], [6, 9, 3]),
    )
    sheet.fill(INK, *[moved(part, x, y, size, flip) for part in mane])
