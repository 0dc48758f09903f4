"""The picture of the school with one pupil."""

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
    taper,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, cloud, lens, panes, person, ripples

WALL = "#f3e4c6"
TIMBER = "#8a5a48"
BLOSSOM = ["#f4c6c0", "#eeb0ae", "#f9dcd2", "#e59a9c"]


def school_courtyard(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("school-courtyard")
    sheet.sky((0, "#7fb4ba"), (260, "#bcd8cc"), (500, "#f7e9c9"))
    sheet.glow(PAPER, 1500, 200, 620, 460, 0.7)
    cloud(sheet, dice, "#fdf5e2", 1440, 200, 520, 100, "#d8dfce")
    cloud(sheet, dice, "#fdf5e2", 330, 150, 380, 70, "#d8dfce")
    _shore(sheet, dice)
    _building(sheet)
    _clock_tower(sheet, 960)
    _yard(sheet, dice)
    _playground(sheet)
    _tree(sheet, dice)
    _child(sheet)
    _petals(sheet, dice)
    birds(sheet, PAPER, (1180, 120, 22), (1240, 90, 16), (1120, 160, 14))
    return sheet.finish()


def _shore(sheet, dice):
    """The island's hills, and the sea between them."""
    sheet.sky((560, "#8fbfbe"), (720, SEA))
    ripples(sheet, dice, PAPER, (0, 566, WIDTH, 700), 60, 40, 0.8)
    islet = [*smooth([(1560, 572), (1620, 536), (1690, 520), (1760, 548), (1840, 572)])]
    sheet.fill("#7ea08f", islet)
    sheet.grain(PINE, (1640, 530), (1840, 590), islet, strength=0.6)
    for ink, points in (
        ("#93b39a", [(-20, 470), (160, 380), (400, 420), (640, 500), (900, 560), (1100, 600)]),
        ("#76997f", [(-20, 540), (200, 500), (460, 540), (760, 590), (1000, 640)]),
    ):
        hill = [*smooth(points), (points[-1][0], 820), (-20, 820)]
        sheet.fill(ink, hill)
        sheet.grain(mix(ink, PINE, 0.6), (300, 460), (480, 700), hill, strength=0.7)
    sheet.fill("#8aa880", ridge(dice, 900, WIDTH + 20, 690, 8, 820, (2, 5)))


def _building(sheet):
    """Two storeys of timber and plaster under a long tiled roof."""
    left, right, top, floor = 500, 1560, 448, 812
    roof = [(left - 30, top), (left + 66, top - 112), (right - 66, top - 112), (right + 40, top)]
    sheet.fill("#54707a", roof)
    sheet.grain(INK, (1000, 340), (1300, 560), roof, strength=0.8)
    courses = [
        [between(roof[1], roof[0], i / 8), between(roof[2], roof[3], i / 8)] for i in range(1, 8)
    ]
    sheet.stroke("#3f5a66", *courses, width=2.5)
    sheet.fill(
        "#8ba5a4",
        [roof[1], roof[2], (roof[2][0] + 8, roof[2][1] + 11), (roof[1][0] - 8, roof[1][1] + 11)],
    )
    wall = rect(left, top, right, floor)
    sheet.fill(WALL, wall)
    sheet.grain(ROSE, (900, 500), (1700, 700), wall, strength=0.7)
    sheet.fill(PLUM, rect(left, top, right, top + 18), opacity=0.45)
    for y in (top + 18, top + 172, floor - 34):
        sheet.fill(TIMBER, rect(left, y, right, y + 12))
    sheet.fill("#c9a384", rect(left, floor - 22, right, floor))
    for storey in (top + 44, top + 200):
        for box in panes(left + 16, storey, right - 16, storey + 110, 11, 1, 0.22):
            _window(sheet, box)
    posts = [rect(left + 94 * i, top + 18, left + 94 * i + 9, floor - 22) for i in range(12)]
    sheet.fill(TIMBER, *posts)


def _window(sheet, box):
    (left, top), (right, bottom) = box[0], box[2]
    sheet.fill("#fffaf0", rect(left - 5, top - 5, right + 5, bottom + 5))
    sheet.fill("#6f9ea6", box)
    sheet.grain("#d7e6da", (left, bottom), (right, top), box, strength=0.8)
    middle = (left + right) / 2
    sheet.stroke(
        "#fffaf0",
        [(middle, top), (middle, bottom)],
        [(left, (top + bottom) / 2), (right, (top + bottom) / 2)],
        width=5,
    )


def _clock_tower(sheet, x):
    """The porch, with the clock over it."""
    wide = 116
    wall = rect(x - wide, 300, x + wide, 812)
    sheet.fill("#f8edd4", wall)
    sheet.grain(ROSE, (x - 10, 0), (x + wide * 1.2, 0), wall, strength=0.75)
    gable = [(x - wide - 36, 304), (x, 196), (x + wide + 36, 304)]
    sheet.fill("#54707a", gable)
    sheet.grain(INK, (x - 20, 0), (x + wide, 0), gable, strength=0.7)
    sheet.fill("#8ba5a4", [gable[0], gable[1], (x, 210), (x - wide - 8, 304)])
    for y in (304, 470, 640):
        sheet.fill(TIMBER, rect(x - wide, y, x + wide, y + 11))
    sheet.fill(
        TIMBER, rect(x - wide, 304, x - wide + 11, 812), rect(x + wide - 11, 304, x + wide, 812)
    )
    sheet.fill(PLUM, ellipse(x + 5, 399, 66), opacity=0.35)
    sheet.fill(TIMBER, ellipse(x, 392, 66))
    sheet.fill("#fffaf0", ellipse(x, 392, 55))
    marks = [
        ellipse(*arc(x, 392, 45, 45, a, a, 1)[0], 4.5 if a % 90 == 0 else 2.8)
        for a in range(0, 360, 30)
    ]
    sheet.fill(INK, *marks)
    sheet.stroke(INK, [(x, 392), (x - 21, 371)], width=8)
    sheet.stroke(INK, [(x, 392), (x, 354)], width=5)
    sheet.fill(CLAY, ellipse(x, 392, 6))
    for box in panes(x - 84, 498, x + 84, 614, 2, 1, 0.2):
        _window(sheet, box)
    sheet.fill(TIMBER, rect(x - 82, 668, x + 82, 812))
    sheet.fill("#3b3340", rect(x - 70, 680, x + 70, 812))
    sheet.grain(HONEY, (x + 40, 680), (x - 60, 830), rect(x - 70, 680, x + 70, 812), strength=0.45)
    for side in (-1, 1):
        leaf = rect(min(x + side * 70, x + side * 26), 680, max(x + side * 70, x + side * 26), 812)
        sheet.fill("#b98563", leaf)
        sheet.fill("#9fc0bd", rect(leaf[0][0] + 8, 692, leaf[1][0] - 8, 760))
    porch = [(x - 130, 664), (x - 104, 624), (x + 104, 624), (x + 130, 664)]
    sheet.fill("#54707a", porch)
    sheet.fill("#3f5a66", rect(x - 130, 660, x + 130, 670))


def _yard(sheet, dice):
    ground = rect(0, 806, WIDTH, HEIGHT)
    sheet.sky((806, "#ecd3a4"), (940, "#e2bf90"), (HEIGHT, "#c99a74"))
    sheet.grain(PLUM, (900, 1000), (1400, 1500), ground, strength=0.6)
    sheet.grain("#fdf0cf", (600, 1000), (1500, 800), ground, strength=0.4)
    for i, out in enumerate((92, 120)):
        sheet.fill("#f1e2c4", rect(960 - out, 806 + 14 * i, 960 + out, 816 + 14 * i))
        sheet.fill("#b58a70", rect(960 - out, 814 + 14 * i, 960 + out, 820 + 14 * i))
    hedge = [
        blob(dice, x, 816 + dice.near(0, 4), 30, 22)
        for x in [*range(20, 820, 38), *range(1110, 1840, 38)]
    ]
    sheet.fill("#6d8a5c", *hedge)
    sheet.grain(PINE, (0, 800), (0, 850), *hedge)
    path = [(880, 830), (1040, 830), (1330, HEIGHT), (640, HEIGHT)]
    sheet.fill("#f3e2ba", path, opacity=0.6)
    marks = [
        ellipse(
            dice.uniform(0, WIDTH), dice.uniform(850, 1190), dice.uniform(2, 7), dice.uniform(1, 3)
        )
        for _ in range(150)
    ]
    sheet.fill("#b98a68", *marks, opacity=0.55)
    for x, y in ((1250, 838), (1320, 842), (1390, 838)):
        sheet.fill(BRICK, [(x - 22, y - 30), (x + 22, y - 30), (x + 16, y), (x - 16, y)])
        sheet.fill(MOSS, blob(dice, x, y - 44, 24, 20))
        sheet.fill(
            dice.pick([CLAY, HONEY, PAPER]),
            *[ellipse(x + dice.near(0, 18), y - 46 + dice.near(0, 14), 5) for _ in range(7)],
        )


def _playground(sheet):
    """Swings nobody sits on, a bar, and the lines of a court."""
    sheet.stroke(
        "#fbf1da",
        [(1080, 900), (1790, 900), (1930, 1150), (1180, 1150), (1080, 900)],
        [(1112, 980), (1840, 980)],
        width=5,
    )
    iron = "#3f7d86"
    for left, right, y in ((1290, 1330, 1010), (1650, 1690, 1010)):
        sheet.stroke(iron, [(left - 30, y), (left + 20, y - 262), (right + 30, y)], width=11)
    sheet.stroke(iron, [(1304, 748), (1676, 748)], width=12)
    for x, sway in ((1400, 0), (1560, 22)):
        sheet.fill(PLUM, lens(x + 60, 1014, 62, 7), opacity=0.45)
        sheet.stroke(
            INK,
            [(x - 26, 748), (x - 26 + sway, 946)],
            [(x + 26, 748), (x + 26 + sway, 946)],
            width=3,
        )
        sheet.fill(CLAY, rect(x - 38 + sway, 944, x + 38 + sway, 955))
        sheet.fill(BRICK, rect(x - 38 + sway, 952, x + 38 + sway, 957))
    sheet.fill(PLUM, lens(1560, 1016, 330, 8), opacity=0.3)


def _tree(sheet, dice):
    """The cherry tree, in flower, on the left."""
    sheet.fill(PLUM, lens(300, 1078, 430, 38), opacity=0.38)
    for x, y, size in (
        (70, 330, 150),
        (250, 210, 180),
        (480, 200, 170),
        (640, 330, 140),
        (110, 480, 130),
    ):
        _bloom(sheet, dice, x, y, size, BLOSSOM[3])
    limbs = (
        ([(330, 1080), (345, 900), (320, 740), (360, 560), (380, 330)], 112, 26),
        ([(334, 800), (250, 660), (150, 560), (60, 480)], 62, 14),
        ([(345, 700), (450, 570), (560, 480), (690, 440)], 58, 12),
        ([(350, 590), (270, 470), (210, 330)], 40, 10),
        ([(470, 550), (500, 430), (540, 310)], 34, 9),
    )
    wood = [taper(smooth(line), a, b) for line, a, b in limbs]
    roots = smooth(
        [
            (240, 1090),
            (300, 1010),
            (310, 900),
            (372, 900),
            (382, 1010),
            (460, 1090),
            (390, 1074),
            (330, 1092),
            (290, 1076),
        ],
        True,
        5,
    )
    sheet.fill("#5b3d45", *wood, roots)
    sheet.grain(INK, (330, 0), (250, 0), *wood, roots, strength=0.7)
    sheet.grain("#b58478", (350, 0), (410, 0), *wood[:1], roots, strength=0.75)
    scars = [
        ribbon([(310 + dice.near(0, 22), y), (350 + dice.near(0, 20), y + 3)], [5, 3])
        for y in range(640, 1010, 44)
    ]
    sheet.fill("#3a2733", *scars)
    for x, y, size in (
        (60, 400, 120),
        (180, 300, 130),
        (330, 170, 150),
        (470, 300, 130),
        (600, 240, 130),
        (700, 400, 125),
        (300, 380, 120),
        (560, 420, 105),
        (20, 540, 110),
        (190, 480, 90),
        (420, 440, 95),
        (790, 470, 74),
    ):
        _bloom(sheet, dice, x, y, size, dice.pick(BLOSSOM[:2]))


def _bloom(sheet, dice, x, y, size, ink):
    form = blob(dice, x, y, size, size * 0.72, 12, 0.16)
    edge = [
        blob(dice, *arc(x, y, size * 0.9, size * 0.64, a, a, 1)[0], size * 0.24)
        for a in range(0, 360, 32)
    ]
    sheet.fill(ink, form, *edge)
    sheet.grain(
        "#c77f8c", (x, y - size * 0.1), (x - size * 0.4, y + size * 0.9), form, *edge, strength=0.8
    )
    sheet.grain("#fff3ea", (x, y), (x + size * 0.5, y - size * 0.8), form, *edge, strength=0.9)
    flowers = []
    for _ in range(int(size / 5)):
        cx, cy = x + dice.near(0, size * 0.9), y + dice.near(0, size * 0.6)
        flowers += [ellipse(*arc(cx, cy, 6, 6, a, a, 1)[0], 4.6) for a in range(0, 360, 72)]
    sheet.fill("#fdeee6", *flowers)


def _child(sheet):
    """The one pupil, looking up, satchel on the back."""
    x, y = 770, 1086
    shade = smooth(
        [(x - 20, y), (x - 60, y + 14), (x - 210, y + 66), (x - 160, y + 72), (x + 20, y + 8)],
        True,
        5,
    )
    sheet.fill(PLUM, shade, opacity=0.45)
    person(sheet, x, y, 216, "#f7efe0", DEEP, skin="#d9a27c", hair="#2a1c26", stride=0.22)
    sheet.fill(CLAY, rounded(x - 62, y - 174, x - 14, y - 104, 10))
    sheet.grain(
        PLUM, (x - 30, 0), (x - 70, 0), rounded(x - 62, y - 174, x - 14, y - 104, 10), strength=0.7
    )
    sheet.stroke(BRICK, [(x - 16, y - 172), (x + 8, y - 140), (x - 14, y - 110)], width=7)
    sheet.fill(
        HONEY, [*arc(x + 1, y - 210, 17, 15, 180, 360, 16)], rect(x - 16, y - 212, x + 30, y - 206)
    )
    sheet.fill(TEAL, ellipse(1010, 1120, 26))
    sheet.grain(INK, (1004, 1110), (1040, 1150), ellipse(1010, 1120, 26))
    sheet.fill(PLUM, lens(990, 1146, 46, 6), opacity=0.45)
    sheet.fill(PAPER, *[moved(lens(0, 0, 20, 4), 1006, 1106)])


def _petals(sheet, dice):
    petals = []
    for _ in range(190):
        x, y = dice.uniform(0, 1200) * dice.random() ** 0.3, dice.uniform(520, 1195)
        petals.append(ellipse(x, y, dice.uniform(4, 9), dice.uniform(2.5, 5)))
    sheet.fill(BLOSSOM[0], *petals[::2])
    sheet.fill(BLOSSOM[2], *petals[1::2])
