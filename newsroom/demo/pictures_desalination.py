"""The picture of the desalination plant."""

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
    SAND,
    SEA,
    TEAL,
    Dice,
    Sheet,
    arc,
    ellipse,
    mix,
    peak,
    rect,
    ribbon,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, lens, palm, panes, person, ripples

WHITE = "#fbf5e6"
SHADE = "#8b7f8c"


def desalination_plant(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("desalination-plant")
    sheet.sky((0, "#7fb3b5"), (260, "#bcd3c6"), (480, "#f6e3c0"))
    sheet.glow(PAPER, 360, 150, 620, 460, 0.75)
    sheet.fill("#fff6dc", ellipse(360, 150, 66))
    _far_shore(sheet, dice)
    _gulf(sheet, dice)
    _ground(sheet, dice)
    _hall(sheet)
    for x, y, wide, high in ((220, 812, 250, 190), (500, 824, 300, 240), (1530, 830, 330, 270)):
        _tank(sheet, x, y, wide, high)
    _tank(sheet, 790, 868, 190, 150)
    _branches(sheet)
    _racks(sheet)
    _palms(sheet, dice)
    _mains(sheet)
    person(sheet, 1180, 1008, 104, HONEY, DEEP, hair=PAPER, stride=0.4)
    person(sheet, 1262, 1010, 102, CLAY, INK, hair=HONEY, stride=-0.1)
    birds(sheet, PAPER, (640, 210, 26), (720, 250, 20), (560, 270, 16))
    return sheet.finish()


def _far_shore(sheet, dice):
    for ink, shade, y, points in (
        (
            "#d9b3a0",
            "#c08f88",
            480,
            [(0, 380), (260, 300), (520, 370), (830, 290), (1150, 360), (1500, 310), (1800, 350)],
        ),
        (
            "#c48e80",
            "#94626b",
            486,
            [(0, 430), (330, 395), (560, 440), (930, 385), (1300, 450), (1800, 410)],
        ),
    ):
        range_ = peak(dice, points, y)
        sheet.fill(ink, range_)
        sheet.grain(shade, (700, y - 130), (760, y + 20), range_, strength=0.8)


def _gulf(sheet, dice):
    sheet.sky((484, "#79b3b5"), (560, "#3f8a96"), (760, DEEP))
    sheet.glow("#fdf0d0", 360, 500, 300, 120, 0.7)
    ripples(sheet, dice, "#2c6d80", (0, 500, WIDTH, 740), 120, 60, 0.6)
    ripples(sheet, dice, PAPER, (160, 490, 560, 720), 70, 34, 0.9)
    ripples(sheet, dice, MIST, (0, 500, WIDTH, 720), 60, 40, 0.7)
    for x, size in ((780, 1.0), (1240, 0.75)):
        sheet.fill(
            INK,
            [
                (x - 80 * size, 512),
                (x + 84 * size, 510),
                (x + 70 * size, 524),
                (x - 70 * size, 524),
            ],
        )
        sheet.fill(BRICK, rect(x - 60 * size, 500, x - 30 * size, 512))
        sheet.fill(PAPER, rect(x - 74 * size, 490, x - 62 * size, 512))
        sheet.fill(AMBER, rect(x - 20 * size, 503, x + 50 * size, 511))


def _ground(sheet, dice):
    shore = smooth(
        [(-20, 716), (200, 700), (520, 712), (800, 690), (1100, 700), (1400, 688), (1820, 706)]
    )
    land = [*shore, (WIDTH + 20, HEIGHT), (-20, HEIGHT)]
    sheet.fill(PAPER, ribbon([(x, y - 3) for x, y in shore], [9] * len(shore)))
    sheet.fill(SAND, land)
    sheet.grain(ROSE, (800, 740), (900, 1200), land, strength=0.75)
    sheet.grain("#a8705f", (900, 930), (900, 1350), land, strength=0.8)
    stones = [
        lens(dice.uniform(0, WIDTH), dice.uniform(900, 1190), dice.uniform(6, 26), 3)
        for _ in range(90)
    ]
    sheet.fill("#b98570", *stones, opacity=0.6)


def _hall(sheet):
    """The long low building with the membranes, and its saw-tooth roof."""
    left, right, top, floor = 850, 1440, 668, 812
    wall = rect(left, top, right, floor)
    sheet.fill(WHITE, wall)
    sheet.fill(SEA, rect(left, floor - 40, right, floor - 26))
    sheet.grain(SHADE, (1100, 0), (1650, 0), wall, strength=0.6)
    step = (right - left) / 8
    for i in range(8):
        x = left + step * i
        sheet.fill("#dfe4d8", [(x, top), (x + step * 0.72, top - 46), (x + step, top)])
        sheet.fill(TEAL, [(x + step * 0.72, top - 46), (x + step, top), (x + step * 0.9, top)])
    sheet.fill(DEEP, *panes(left + 10, top + 22, right - 10, top + 64, 16, 1, 0.25))
    sheet.fill(mix(SEA, INK, 0.4), rect(left + 250, top + 60, left + 330, floor))
    sheet.fill(
        SHADE,
        [(left, floor), (right, floor), (right + 60, floor + 18), (left + 60, floor + 18)],
        opacity=0.6,
    )


def _tank(sheet, x, y, wide, high):
    """A white tank standing on y, its near rim round, a stair winding up it."""
    half, lip = wide / 2, wide * 0.09
    shadow = [
        (x - half, y),
        (x + half, y),
        (x + half * 1.7, y + lip * 1.5),
        (x - half * 0.2, y + lip * 1.9),
    ]
    sheet.fill("#a8705f", shadow, opacity=0.55)
    body = [*arc(x, y, half, lip, 180, 0, 30), *arc(x, y - high, half, lip, 360, 180, 30)]
    sheet.fill(WHITE, body)
    sheet.grain(SHADE, (x - half * 0.1, 0), (x + half * 1.15, 0), body, strength=0.95)
    sheet.grain(mix(SHADE, DEEP, 0.5), (x + half * 0.5, 0), (x + half * 1.3, 0), body, strength=0.8)
    sheet.grain(SAND, (x - half * 0.75, 0), (x - half * 1.1, 0), body, strength=0.7)
    for share in (0.33, 0.66):
        seam = arc(x, y - high * share, half, lip, 180, 0, 30)
        sheet.stroke("#cfc9c0", seam, width=2)
    band = [
        *arc(x, y - high * 0.84, half, lip, 180, 0, 30),
        *arc(x, y - high * 0.76, half, lip, 0, 180, 30),
    ]
    sheet.fill(SEA, band)
    sheet.grain(DEEP, (x, 0), (x + half * 1.1, 0), band)
    lid = ellipse(x, y - high, half, lip)
    sheet.fill("#fffaf0", lid)
    sheet.grain("#b9b6b4", (x - half * 0.2, 0), (x + half, 0), lid, strength=0.6)
    stair = [
        (x + half * u, y + lip * (1 - u * u) ** 0.5 - high * (0.06 + 0.52 * (u + 0.85)))
        for u in (-0.85, -0.6, -0.3, 0, 0.3, 0.6, 0.85)
    ]
    sheet.stroke(INK, stair, width=3)
    sheet.stroke(INK, [(px, py - 13) for px, py in stair], width=2)
    sheet.stroke(INK, *[[(px, py), (px, py - 13)] for px, py in stair], width=2)
    posts = arc(x, y - high - 14, half, lip, 180, 360, 14)
    sheet.stroke(INK, posts, *[[(px, py), (px, py + 14)] for px, py in posts], width=2)


def _racks(sheet):
    """Pressure vessels stacked by the dozen, their blue ends to us."""
    left, floor = 935, 962
    sheet.fill(
        "#a8705f",
        [
            (left - 10, floor),
            (left + 420, floor),
            (left + 500, floor + 22),
            (left + 60, floor + 24),
        ],
        opacity=0.5,
    )
    sheet.fill(mix(SEA, DEEP, 0.6), rect(left - 14, floor - 166, left + 424, floor))
    for row in range(4):
        for column in range(11):
            x, y = left + 12 + column * 38.5, floor - 22 - row * 38
            sheet.fill(WHITE, ellipse(x, y, 16.5))
            sheet.grain(SHADE, (x - 4, y - 6), (x + 16, y + 16), ellipse(x, y, 16.5))
            sheet.fill(TEAL, ellipse(x, y, 11))
            sheet.fill(MIST, lens(x - 3, y - 5, 5, 2))
    for column in range(1, 11, 2):
        x = left + column * 38.5 - 7
        sheet.stroke(MIST, [(x, floor - 152), (x, floor - 8)], width=5)
    for x in (left - 14, left + 200, left + 414):
        sheet.fill(CLAY, rect(x, floor - 178, x + 10, floor + 4))
    sheet.fill(CLAY, rect(left - 14, floor - 178, left + 424, floor - 168))


def _pipe(sheet, points, width, ink):
    """A pipe along the points: light along its top, dots along its belly."""
    line = smooth(points, steps=8)
    tube = ribbon(line, [width] * len(line))
    sheet.fill(mix(ink, INK, 0.55), ribbon(line, [width + 4] * len(line)))
    sheet.fill(ink, tube)
    for share, thick, tone in (
        (0.3, 0.4, mix(ink, INK, 0.4)),
        (-0.27, 0.14, mix(ink, "#ffffff", 0.5)),
    ):
        belly = [(x, y + width * share) for x, y in line]
        sheet.fill(tone, ribbon(belly, [width * thick] * len(belly)), opacity=0.6)


def _flange(sheet, x, y, width, ink):
    sheet.fill(mix(ink, INK, 0.35), rounded(x - 11, y - width * 0.64, x + 11, y + width * 0.64, 5))
    sheet.fill(
        mix(ink, "#ffffff", 0.25), rounded(x - 11, y - width * 0.64, x - 3, y + width * 0.64, 4)
    )


def _branches(sheet):
    """Thinner pipes from the tanks to the racks and out of the picture."""
    for x, top, y in ((330, 838, 930), (610, 846, 930), (1480, 850, 950), (1600, 850, 950)):
        sheet.fill("#cfc9c0", rect(x - 12, top - 40, x + 12, y))
        sheet.fill(WHITE, rect(x - 12, top - 40, x + 2, y))
        sheet.fill(SEA, rounded(x - 18, top - 44, x + 18, top - 30, 4))
    for left, right, y in ((-40, 940, 930), (1340, WIDTH + 40, 950)):
        sheet.fill("#a8705f", rect(left, y + 22, right, y + 34), opacity=0.5)
        _pipe(sheet, [(left, y), (right, y)], 30, SEA)
        for x in range(left + 120, right, 190):
            _flange(sheet, x, y, 30, SEA)


def _mains(sheet):
    """The big pipes across the foreground, from the intake to the tanks."""
    sheet.fill("#8d5a52", [(0, 1150), (WIDTH, 1130), (WIDTH, HEIGHT), (0, HEIGHT)], opacity=0.55)
    for x in range(60, WIDTH, 290):
        sheet.fill(mix(PLUM, ROSE, 0.35), rect(x, 1010, x + 34, 1186))
        sheet.fill(PLUM, rect(x + 20, 1010, x + 34, 1186), rect(x - 14, 1180, x + 50, 1194))
    for y, width, ink in ((1052, 62, WHITE), (1134, 82, TEAL)):
        _pipe(sheet, [(-40, y), (900, y), (WIDTH + 40, y)], width, ink)
        for x in (150, 440, 730, 1020, 1310, 1600):
            _flange(sheet, x + (60 if ink == TEAL else 0), y, width, ink)
    for x, y in ((360, 1000), (1385, 1000)):
        sheet.stroke(INK, [(x, y + 30), (x, y - 30)], width=9)
        sheet.fill(INK, ellipse(x, y - 34, 46, 15))
        sheet.fill(CLAY, ellipse(x, y - 38, 46, 15))
        sheet.fill(BRICK, ellipse(x, y - 38, 32, 9))
        sheet.stroke(CLAY, [(x - 34, y - 38), (x + 34, y - 38)], width=6)


def _palms(sheet, dice):
    for x, y, size in ((76, 880, 1.1), (1726, 905, 1.25), (1330, 838, 0.62), (1395, 846, 0.7)):
        palm(sheet, dice, x, y, size)
