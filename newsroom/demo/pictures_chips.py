"""The picture of the semiconductor town."""

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MIST,
    MOSS,
    OLIVE,
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
    ridge,
    smooth,
)
from newsroom.demo.pictures_props import (
    HEIGHT,
    WIDTH,
    birds,
    cloud,
    leaves,
    palm,
    panes,
    person,
)

WHITE = "#fbf4e4"
SHADE = "#9fb0b0"
FRONTS = ["#e9c39a", "#b9cdb4", "#e8d5a8", "#d99a86", "#a9c4c6", "#f0dcb8"]


def semiconductor_town(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("semiconductor-town")
    sheet.sky((0, "#78aeb2"), (250, "#b4d0c4"), (470, "#f7e2b6"))
    sheet.glow(HONEY, 1480, 300, 620, 420, 0.5)
    sheet.fill("#fff3d0", ellipse(1480, 240, 66))
    cloud(sheet, dice, "#f9efd8", 420, 240, 620, 130, "#cdd6c6")
    cloud(sheet, dice, "#f9efd8", 980, 330, 420, 80, "#d6d8c4")
    _hills(sheet, dice)
    _hall(sheet, 1010, 420, 780, 250)
    _hall(sheet, 90, 380, 860, 300)
    _stacks(sheet)
    _fence(sheet, dice)
    for i in range(13):
        palm(
            sheet,
            dice,
            40 + i * 145 + dice.near(0, 34),
            742 + dice.near(0, 8),
            dice.uniform(0.46, 0.68),
            dice.near(0, 30),
        )
    _far_roofs(sheet, dice)
    _shophouses(sheet, dice)
    _street(sheet, dice)
    _near_roofs(sheet, dice)
    palm(sheet, dice, 86, 1230, 1.85, 60)
    palm(sheet, dice, 1738, 1250, 2.1, -70)
    birds(sheet, PAPER, (760, 150, 26), (830, 120, 18), (700, 190, 16))
    return sheet.finish()


def _hills(sheet, dice):
    for ink, y, height in (("#a9bfa8", 420, 46), ("#86a48e", 468, 34), ("#6c8f77", 520, 22)):
        hill = ridge(dice, -20, WIDTH + 20, y, height, 760, (1.3, 2.9, 6.1))
        sheet.fill(ink, hill)
        sheet.grain(mix(ink, PINE, 0.5), (0, y), (0, y + 170), hill, strength=0.6)


def _hall(sheet, x, y, wide, high):
    """One clean white hall: ribbon windows, blue band, air plant on the roof."""
    floor = y + high
    for i in range(int(wide / 96)):
        left = x + 30 + i * 96
        sheet.fill("#d5dcd2", rect(left, y - 36, left + 62, y))
        sheet.fill(SHADE, rect(left + 40, y - 36, left + 62, y))
        sheet.fill(
            DEEP, *[rect(left + 6 + 12 * j, y - 28, left + 12 + 12 * j, y - 8) for j in range(3)]
        )
    sheet.stroke("#e7e8dc", [(x + 10, y - 50), (x + wide - 10, y - 50)], width=13)
    sheet.stroke(SHADE, [(x + 10, y - 45), (x + wide - 10, y - 45)], width=4)
    wall = rect(x, y, x + wide, floor)
    sheet.fill(WHITE, wall)
    sheet.grain("#8ba0a6", (x + wide * 0.75, 0), (x - wide * 0.5, 0), wall, strength=0.65)
    sheet.fill("#dfe3d6", rect(x - 8, y - 8, x + wide + 8, y + 8))
    sheet.fill(SEA, rect(x, y + 34, x + wide, y + 48))
    sheet.fill(TEAL, rect(x, y + 48, x + wide, y + 54))
    for level in (0.34, 0.62):
        band = rect(x + 26, y + high * level, x + wide - 26, y + high * level + 36)
        sheet.fill("#4f7f8d", band)
        sheet.grain("#f7e2b6", (x, 0), (x + wide * 1.2, 0), band, strength=0.75)
        sheet.stroke(
            WHITE,
            *[
                [(px, y + high * level), (px, y + high * level + 36)]
                for px in range(int(x) + 70, int(x + wide) - 30, 44)
            ],
            width=4,
        )
    seams = [[(px, y + 56), (px, floor)] for px in range(int(x) + 110, int(x + wide), 110)]
    sheet.stroke("#d3d8cd", *seams, width=2)


def _stacks(sheet):
    for x, tall in ((640, 170), (690, 190), (740, 170), (1560, 130), (1604, 146)):
        top = 344 - tall if x < 900 else 384 - tall
        form = rect(x - 11, top, x + 11, 390)
        sheet.fill(WHITE, form)
        sheet.grain("#8ba0a6", (x, 0), (x + 16, 0), form)
        sheet.fill(CLAY, rect(x - 11, top + 14, x + 11, top + 30))
        for step in range(6):
            puff = ellipse(x + 20 + 34 * step, top - 8 - 13 * step, 14 + 7 * step, 9 + 4 * step)
            sheet.fill("#fdf6e6", puff, opacity=0.7 - 0.1 * step)
    for x in (1190, 1290):
        tank = [*arc(x, 352, 40, 18, 180, 360, 16), (x + 40, 400), (x - 40, 400)]
        sheet.fill("#e7e8dc", tank)
        sheet.grain(SHADE, (x, 0), (x + 50, 0), tank)


def _fence(sheet, dice):
    belt = ridge(dice, -20, WIDTH + 20, 664, 7, 800, (3, 9))
    sheet.fill("#6f8b5a", belt)
    sheet.grain(PINE, (0, 650), (0, 770), belt)
    bushes = [
        blob(
            dice,
            dice.uniform(0, WIDTH),
            690 + dice.near(0, 14),
            dice.uniform(24, 52),
            dice.uniform(16, 28),
        )
        for _ in range(70)
    ]
    sheet.fill("#5a7a50", *bushes[::2])
    sheet.fill("#7d9660", *bushes[1::2])


def _roof(sheet, corners, tile, courses=6):
    """A tiled slope: corners clockwise from the upper left."""
    a, b, c, d = corners
    sheet.fill(tile, corners)
    sheet.grain(PLUM, (b[0] - (b[0] - a[0]) * 0.3, a[1]), (c[0] + 60, c[1]), corners, strength=0.75)
    lines = [
        [between(a, d, i / courses), between(b, c, i / courses)] for i in range(1, courses + 1)
    ]
    sheet.stroke(mix(tile, PLUM, 0.35), *lines, width=2.5)
    sheet.fill(mix(tile, HONEY, 0.35), [a, b, (b[0] + 3, b[1] + 7), (a[0] - 3, a[1] + 7)])


def _far_roofs(sheet, dice):
    for y, wide, high in ((770, 92, 40), (812, 116, 50)):
        x = -40 + dice.near(0, 30)
        while x < WIDTH:
            size = wide * dice.uniform(0.85, 1.3)
            sheet.fill(dice.pick(FRONTS), rect(x + 8, y - 6, x + size - 8, y + 60))
            sheet.fill(DEEP, *panes(x + 14, y + 6, x + size - 14, y + 30, 3, 1, 0.55))
            tile = dice.pick([CLAY, BRICK, "#b5654a", "#a9725c", "#8d8a82"])
            _roof(
                sheet,
                [
                    (x + size * 0.24, y - high),
                    (x + size * 0.76, y - high),
                    (x + size + 6, y),
                    (x - 6, y),
                ],
                tile,
                4,
            )
            x += size + dice.uniform(-4, 22)


def _shophouses(sheet, dice):
    x, floor = -30, 1046
    number = 0
    while x < WIDTH:
        wide, high = dice.uniform(150, 186), dice.uniform(168, 204)
        _shophouse(sheet, dice, x, floor, wide, high, FRONTS[number % len(FRONTS)])
        x += wide
        number += 1


def _shophouse(sheet, dice, x, floor, wide, high, front):
    top = floor - high
    tile = dice.pick([CLAY, BRICK, "#b5654a"])
    _roof(
        sheet,
        [(x + 10, top - 54), (x + wide - 10, top - 54), (x + wide + 4, top), (x - 4, top)],
        tile,
        5,
    )
    wall = rect(x, top, x + wide, floor)
    sheet.fill(front, wall)
    sheet.grain(ROSE, (x + wide * 0.5, 0), (x + wide * 1.4, 0), wall, strength=0.7)
    sheet.fill(
        mix(front, PAPER, 0.6),
        rect(x, top, x + wide, top + 12),
        rect(x, top, x + 9, floor),
        rect(x + wide - 9, top, x + wide, floor),
    )
    for i in range(3):
        left = x + wide * (0.14 + 0.26 * i)
        window = arch(left, top + 30, left + wide * 0.19, top + 92, 12)
        sheet.fill(
            mix(front, PAPER, 0.7), arch(left - 5, top + 24, left + wide * 0.19 + 5, top + 96, 14)
        )
        ink = (TEAL, DEEP, MOSS, BRICK)[int(x) % 4]
        sheet.fill(ink, window)
        slats = [
            [(left + 4, y), (left + wide * 0.19 - 4, y)]
            for y in range(int(top) + 46, int(top) + 90, 8)
        ]
        sheet.stroke(mix(ink, PAPER, 0.25), *slats, width=2)
        sheet.stroke(
            mix(ink, INK, 0.5),
            [(left + wide * 0.095, top + 32), (left + wide * 0.095, top + 92)],
            width=3,
        )
    sheet.fill(mix(PLUM, INK, 0.4), rect(x + 14, floor - 66, x + wide - 14, floor))
    sheet.fill(
        dice.pick([AMBER, HONEY, "#e8b98a"]),
        rect(x + 26, floor - 52, x + wide - 26, floor),
        opacity=0.55,
    )
    wares = [ellipse(x + 34 + 12 * i, floor - 9, 7) for i in range(int((wide - 70) / 12))]
    sheet.fill(dice.pick([CLAY, OLIVE, HONEY]), *wares)
    shade = [
        (x + 6, floor - 82),
        (x + wide - 6, floor - 82),
        (x + wide + 2, floor - 56),
        (x - 2, floor - 56),
    ]
    sheet.fill(dice.pick([CLAY, TEAL, BRICK, MOSS, PAPER]), shade)
    sheet.grain(PLUM, (0, floor - 90), (0, floor - 40), shade, strength=0.6)


def _street(sheet, dice):
    road = rect(0, 1046, WIDTH, HEIGHT)
    sheet.fill("#c3a08c", road)
    sheet.grain(PLUM, (0, 1046), (0, 1250), road, strength=0.8)
    sheet.fill("#e8d0ae", rect(0, 1044, WIDTH, 1052))
    for x, coat, stride in (
        (420, CLAY, 0.4),
        (520, TEAL, -0.2),
        (930, HONEY, 0.4),
        (1240, PAPER, -0.4),
        (1296, ROSE, -0.3),
    ):
        person(sheet, x, 1082, 92, coat, INK, skin="#a76d4f", hair="#2a1c26", stride=stride)
    _scooter(sheet, 720, 1096)
    sheet.stroke(
        INK,
        [(0, 868), *[(x, 872 + 10 * (x % 300 == 0)) for x in range(150, 1800, 150)], (WIDTH, 866)],
        width=2,
    )


def _scooter(sheet, x, y):
    sheet.fill(INK, ellipse(x - 36, y - 12, 14), ellipse(x + 36, y - 12, 14))
    sheet.fill(MIST, ellipse(x - 36, y - 12, 6), ellipse(x + 36, y - 12, 6))
    body = smooth(
        [
            (x - 54, y - 40),
            (x - 14, y - 46),
            (x - 6, y - 22),
            (x + 20, y - 22),
            (x + 28, y - 64),
            (x + 40, y - 22),
            (x + 14, y - 8),
            (x - 40, y - 18),
        ],
        True,
        5,
    )
    sheet.fill(CLAY, body)
    sheet.fill(
        TEAL,
        smooth([(x - 30, y - 46), (x - 26, y - 92), (x - 6, y - 96), (x + 4, y - 50)], True, 5),
    )
    sheet.stroke(TEAL, [(x - 10, y - 84), (x + 10, y - 66), (x + 26, y - 70)], width=10)
    sheet.stroke(INK, [(x - 16, y - 46), (x + 10, y - 40), (x + 12, y - 20)], width=12)
    sheet.fill(PAPER, ellipse(x - 12, y - 110, 15))
    sheet.fill(BRICK, rect(x - 66, y - 72, x - 34, y - 42))


def _near_roofs(sheet, dice):
    for x, wide, y, tile in (
        (150, 560, 1128, BRICK),
        (760, 480, 1150, CLAY),
        (1180, 560, 1120, "#a9564a"),
    ):
        ridge_line = [
            (x + wide * 0.14, y),
            (x + wide * 0.86, y),
            (x + wide * 1.06, HEIGHT + 30),
            (x - wide * 0.06, HEIGHT + 30),
        ]
        _roof(sheet, ridge_line, tile, 7)
        tiles = [
            [
                between(ridge_line[0], ridge_line[1], i / 26),
                between(ridge_line[3], ridge_line[2], i / 26),
            ]
            for i in range(1, 26)
        ]
        sheet.stroke(mix(tile, PLUM, 0.25), *tiles, width=2)
    tank = rect(404, 1040, 488, 1130)
    sheet.fill(SEA, tank, arc(446, 1042, 42, 12, 180, 360, 12))
    sheet.grain(INK, (430, 0), (500, 0), tank)
    sheet.stroke(
        INK,
        [(1090, 1150), (1090, 1070)],
        [(1060, 1086), (1120, 1086)],
        [(1066, 1102), (1114, 1102)],
        width=4,
    )
    dish = moved(arc(0, 0, 40, 40, 100, 280, 20), 1500, 1080)
    sheet.fill("#e7e8dc", dish)
    sheet.stroke(INK, [(1500, 1080), (1470, 1064)], [(1500, 1120), (1490, 1084)], width=4)
    leaves(sheet, dice, PINE, 720, 1190, 110, 56, 90, 15)
    leaves(sheet, dice, MOSS, 716, 1184, 96, 46, 60, 14)
    leaves(sheet, dice, "#d4637a", 716, 1180, 90, 40, 26, 11)
