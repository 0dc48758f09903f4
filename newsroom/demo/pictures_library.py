"""The picture of the house that is a library."""

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
    SAND,
    SEA,
    TEAL,
    Dice,
    Sheet,
    arc,
    arch,
    ellipse,
    mix,
    rect,
    ribbon,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, cat, leaves, lens, panes, person, pot

STONE = "#ecd2a0"
STONE_DARK = "#a8745f"
WOOD = "#5b3440"
SPINES = [CLAY, TEAL, BRICK, SEA, PAPER, DEEP, OLIVE, PLUM, "#d9a066", "#b9c6a8"]
LEFT, RIGHT, ROOF, FLOOR = 470, 1370, 236, 1000
DOOR = (834, 640, 1006, 1000)


def library_house(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("library-house")
    sheet.sky((0, "#2f5d78"), (260, "#6f959c"), (470, "#dba98a"), (640, "#f0c78e"))
    sheet.glow(HONEY, 240, 560, 640, 380, 0.6)
    sheet.fill("#f7ecce", [*arc(1560, 150, 44, 44, 40, 250), *arc(1582, 134, 44, 44, 225, 65)])
    _hill_town(sheet, dice)
    _facade(sheet, dice)
    for x in (540, 1150):
        _big_window(sheet, dice, x, 640, 160, 230, (-1, 1) if x > 900 else (-1,))
    for x in (560, 690, 828, 932, 1070, 1200):
        _tall_window(sheet, dice, x, 340, 84, 196)
    _open_door(sheet, dice)
    _street(sheet, dice)
    _vine(sheet, dice)
    _bench(sheet, dice)
    _pots(sheet, dice)
    cat(sheet, 1046, 1046)
    birds(sheet, INK, (300, 210, 24), (370, 170, 18), (250, 270, 14))
    return sheet.finish()


def _hill_town(sheet, dice):
    rows = (
        (430, "#c79f8a", 92),
        (520, "#b98a78", 104),
        (620, "#a4726b", 118),
        (730, "#8d5c60", 136),
        (900, "#7b4c58", 150),
    )
    for floor, ink, wide in rows:
        x, lit = -60 + dice.near(0, 30), []
        while x < WIDTH:
            size = wide * dice.uniform(0.8, 1.3)
            top = floor - wide * dice.uniform(0.5, 1.2) - (abs(x - 900) / 900) * 90
            block = rect(x, top, x + size, HEIGHT)
            tone = mix(ink, SAND, dice.uniform(0, 0.28))
            sheet.fill(tone, block)
            sheet.grain(PLUM, (x + size * 0.4, 0), (x + size * 1.3, 0), block, strength=0.6)
            sheet.fill(mix(tone, PAPER, 0.25), rect(x - 3, top - 7, x + size + 3, top + 2))
            for pane in panes(x + 10, top + 14, x + size - 10, top + wide * 0.9, 3, 2, 0.58):
                lit.append(pane)
            x += size + dice.uniform(-6, 14)
        sheet.fill(mix(ink, INK, 0.55), *lit)
        sheet.fill(HONEY, *[pane for pane in lit if dice.chance(0.3)])
    for x, y, tall in (
        (120, 640, 230),
        (180, 660, 180),
        (1500, 620, 250),
        (1700, 660, 200),
        (400, 600, 190),
    ):
        form = smooth(
            [
                (x, y - tall),
                (x + 20, y - tall * 0.4),
                (x + 13, y),
                (x - 13, y),
                (x - 20, y - tall * 0.4),
            ],
            True,
            6,
        )
        sheet.fill(PINE, form)
        sheet.grain(INK, (x - 6, 0), (x + 24, 0), form, strength=0.7)


def _facade(sheet, dice):
    wall = rect(LEFT, ROOF, RIGHT, FLOOR)
    sheet.fill(
        PLUM, [(RIGHT, ROOF + 40), (RIGHT + 120, ROOF + 110), (RIGHT + 120, FLOOR), (RIGHT, FLOOR)]
    )
    side = [(RIGHT, ROOF), (RIGHT + 96, ROOF + 44), (RIGHT + 96, FLOOR), (RIGHT, FLOOR)]
    sheet.fill("#9c6b61", side)
    sheet.grain(PLUM, (RIGHT, 500), (RIGHT + 110, 900), side, strength=0.9)
    sheet.fill(STONE, wall)
    stones = []
    for row, y in enumerate(range(ROOF + 8, FLOOR, 34)):
        x = LEFT + (row % 2) * 38
        while x < RIGHT - 10:
            wide = dice.uniform(58, 96)
            if dice.chance(0.45):
                stones.append(rect(x + 2, y + 2, min(x + wide - 2, RIGHT), y + 32))
            x += wide
    sheet.fill("#e3c48f", *stones[::3])
    sheet.fill("#f2dcae", *stones[1::3])
    sheet.fill("#dcb985", *stones[2::3])
    sheet.grain(STONE_DARK, (880, 300), (1500, 700), wall, strength=0.75)
    sheet.grain("#fff0c8", (700, 600), (420, 500), wall, strength=0.45)
    for y, out, high in ((ROOF - 22, 26, 26), (592, 12, 16), (FLOOR - 44, 10, 44)):
        ledge = rect(LEFT - out, y, RIGHT + out, y + high)
        sheet.fill("#f4e0b6", ledge)
        sheet.grain(STONE_DARK, (900, 0), (1500, 0), ledge, strength=0.6)
        sheet.fill(
            STONE_DARK, rect(LEFT - out + 6, y + high, RIGHT + out - 6, y + high + 7), opacity=0.7
        )
    posts = [rect(x, ROOF - 70, x + 12, ROOF - 22) for x in range(LEFT - 10, RIGHT + 10, 43)]
    sheet.fill("#e3c48f", *posts)
    sheet.fill("#f4e0b6", rect(LEFT - 20, ROOF - 82, RIGHT + 20, ROOF - 68))
    quoins = [
        rect(edge, ROOF + 14 + 68 * i, edge + 40, ROOF + 46 + 68 * i)
        for i in range(11)
        for edge in (LEFT, RIGHT - 40)
    ]
    sheet.fill("#f8e8c4", *quoins, opacity=0.75)


def _books(sheet, dice, left, top, right, bottom, rows):
    """Shelves full of spines, lamplight from above."""
    box = rect(left, top, right, bottom)
    sheet.fill(WOOD, box)
    high = (bottom - top) / rows
    for row in range(rows):
        base, x = top + high * (row + 1) - 5, left + 3
        while x < right - 6:
            wide, tall = high * dice.uniform(0.1, 0.22), high * dice.uniform(0.55, 0.82)
            if dice.chance(0.07):
                x += wide * 2
                continue
            edge = min(x + wide, right - 3)
            ink = dice.pick(SPINES)
            sheet.fill(ink, rect(x, base - tall, edge - 1.5, base))
            if wide > high * 0.15:
                sheet.fill(
                    mix(ink, HONEY, 0.6), rect(x, base - tall * 0.78, edge - 1.5, base - tall * 0.7)
                )
            x += wide
        sheet.fill("#a8683f", rect(left, base, right, base + 5))
    sheet.fade(HONEY, (0, bottom), (0, top), box, strength=0.5)
    sheet.grain(WOOD, (0, bottom - (bottom - top) * 0.3), (0, bottom + 30), box, strength=0.7)


def _surround(sheet, left, top, right, bottom, thick):
    half = (right - left) / 2
    frame = arch(left - thick, top - thick, right + thick, bottom)
    sheet.fill("#f8e8c4", frame)
    wedges = [
        [arc(left + half, top + half, r, r, a, a, 1)[0] for r in (half, half + thick)]
        for a in range(190, 360, 20)
    ]
    sheet.stroke("#c79b74", *wedges, width=2)
    sheet.fill("#f8e8c4", rect(left - thick - 6, bottom, right + thick + 6, bottom + 14))
    sheet.fill(STONE_DARK, rect(left - thick, bottom + 14, right + thick, bottom + 20), opacity=0.7)


def _glazed(sheet, left, top, right, thick):
    """The fanlight over a window."""
    half = (right - left) / 2
    pane = [*arc(left + half, top + half, half, half, 180, 360, 24)]
    sheet.fill("#f6cf83", pane)
    sheet.grain(CLAY, (0, top + half * 0.5), (0, top - half * 0.3), pane, strength=0.6)
    spokes = [
        [(left + half, top + half), arc(left + half, top + half, half, half, a, a, 1)[0]]
        for a in (225, 270, 315)
    ]
    sheet.stroke(WOOD, *spokes, width=thick)
    sheet.stroke(WOOD, [(left, top + half), (right, top + half)], width=thick + 2)


def _tall_window(sheet, dice, x, top, wide, high):
    _surround(sheet, x, top, x + wide, top + high, 13)
    _glazed(sheet, x, top, x + wide, 4)
    _books(sheet, dice, x, top + wide / 2, x + wide, top + high, 3)
    sheet.stroke(WOOD, [(x + wide / 2, top + wide / 2), (x + wide / 2, top + high)], width=5)
    sheet.stroke(WOOD, [*arch(x, top, x + wide, top + high), (x, top + wide / 2)], width=5)


def _big_window(sheet, dice, x, top, wide, high, shutters):
    _surround(sheet, x, top, x + wide, top + high, 18)
    sheet.glow(HONEY, x + wide / 2, top + high / 2, 210, strength=0.35)
    _glazed(sheet, x, top, x + wide, 5)
    _books(sheet, dice, x, top + wide / 2, x + wide, top + high, 3)
    lamp = (x + wide / 2, top + wide / 2)
    sheet.stroke(INK, [(lamp[0], top + 10), (lamp[0], lamp[1] + 10)], width=4)
    sheet.fill(
        MOSS,
        [
            (lamp[0] - 26, lamp[1] + 28),
            (lamp[0] - 10, lamp[1] + 6),
            (lamp[0] + 10, lamp[1] + 6),
            (lamp[0] + 26, lamp[1] + 28),
        ],
    )
    sheet.fill("#fff6dc", ellipse(lamp[0], lamp[1] + 30, 12, 7))
    sheet.stroke(WOOD, [*arch(x, top, x + wide, top + high), (x, top + wide / 2)], width=7)
    for side in shutters:
        ink = TEAL if side < 0 else mix(TEAL, INK, 0.3)
        hinge = x - 20 if side < 0 else x + wide + 20
        leaf = [
            (hinge, top + wide / 2),
            (hinge + side * 62, top + wide / 2 + 12),
            (hinge + side * 62, top + high + 12),
            (hinge, top + high),
        ]
        sheet.fill(ink, leaf)
        slats = [
            [(hinge + side * 8, y), (hinge + side * 54, y + 9)]
            for y in range(int(top + wide / 2) + 16, int(top + high) - 2, 14)
        ]
        sheet.stroke(mix(ink, INK, 0.4), *slats, width=4)


def _open_door(sheet, dice):
    left, top, right, bottom = DOOR
    _surround(sheet, left, top, right, bottom, 26)
    _glazed(sheet, left, top, right, 6)
    half = (right - left) / 2
    inside = rect(left, top + half, right, bottom)
    sheet.fill("#f3c873", inside)
    sheet.glow("#fff2cc", left + half, top + half + 40, 150, strength=0.9)
    for near, far in ((left, left + 46), (right, right - 46)):
        wall = [(near, top + half), (far, top + half + 34), (far, bottom - 40), (near, bottom)]
        sheet.fill("#c98a4f", wall)
        for i in range(5):
            y1, y2 = top + half + 14 + i * 54, top + half + 44 + i * 38
            sheet.fill(SPINES[i], [(near, y1), (far, y2), (far, y2 + 26), (near, y1 + 38)])
    _books(sheet, dice, left + 46, top + half + 34, right - 46, bottom - 40, 5)
    sheet.fill(
        "#d9a066",
        [(left, bottom), (left + 46, bottom - 40), (right - 46, bottom - 40), (right, bottom)],
    )
    sheet.fill(
        BRICK,
        [
            (left + 40, bottom),
            (left + 66, bottom - 40),
            (right - 66, bottom - 40),
            (right - 40, bottom),
        ],
    )
    leaf = [
        (left - 2, top + half),
        (left - 96, top + half + 26),
        (left - 96, bottom + 26),
        (left - 2, bottom),
    ]
    sheet.fill(mix(TEAL, DEEP, 0.4), leaf)
    for low, high in ((0.08, 0.42), (0.52, 0.9)):
        y = top + half
        tall = bottom - y
        inner = [
            (left - 16, y + tall * low + 4),
            (left - 80, y + tall * low + 22),
            (left - 80, y + tall * high + 22),
            (left - 16, y + tall * high + 4),
        ]
        sheet.fill(TEAL, inner)
    sheet.fill(HONEY, ellipse(left - 84, bottom - 130, 6))
    for x in (left - 130, right + 62):
        sheet.glow("#ffe3a3", x + 34, 640, 120, strength=0.5)
        sheet.stroke(INK, [(x + 34, 590), (x + 34, 620)], width=5)
        sheet.fill(
            INK, [(x + 14, 626), (x + 34, 606), (x + 54, 626)], rect(x + 20, 666, x + 48, 674)
        )
        sheet.fill("#ffe9b5", [(x + 16, 628), (x + 52, 628), (x + 46, 666), (x + 22, 666)])


def _street(sheet, dice):
    ground = [(0, FLOOR), (WIDTH, FLOOR), (WIDTH, HEIGHT), (0, HEIGHT)]
    sheet.fill("#b98a78", ground)
    sheet.grain(PLUM, (900, FLOOR), (1300, HEIGHT + 160), ground, strength=0.9)
    cobbles = []
    for row in range(7):
        y, x = FLOOR + 16 + row * 30, -20 + (row % 2) * 40
        while x < WIDTH:
            wide = dice.uniform(50, 90) + row * 5
            cobbles.append(rounded(x, y, x + wide - 6, y + 24, 9))
            x += wide
    sheet.fill("#d2a68a", *cobbles[::3], opacity=0.5)
    sheet.fill("#8f5f60", *cobbles[1::3], opacity=0.4)
    left, _, right, bottom = DOOR
    for i in range(3):
        y, out = bottom + i * 24, 50 + i * 44
        sheet.fill("#f4e0b6", rect(left - out, y, right + out, y + 12))
        sheet.fill("#b98568", rect(left - out, y + 10, right + out, y + 24))
    pool = [(left, bottom), (right, bottom), (right + 190, HEIGHT), (left - 190, HEIGHT)]
    sheet.fade("#ffdf98", (0, HEIGHT + 20), (0, bottom - 30), pool, strength=0.65)


def _vine(sheet, dice):
    """Bougainvillea up the right-hand corner."""
    stem = smooth([(1352, 1004), (1336, 860), (1364, 700), (1330, 560), (1352, 420), (1290, 300)])
    sheet.fill("#5e4038", ribbon(stem, [16 - 12 * i / len(stem) for i in range(len(stem))]))
    for x, y, rx, ry in (
        (1350, 820, 44, 70),
        (1350, 640, 54, 90),
        (1340, 470, 66, 90),
        (1296, 316, 110, 62),
        (1200, 268, 90, 34),
    ):
        leaves(sheet, dice, PINE, x, y, rx * 1.1, ry, 90, 11)
        leaves(sheet, dice, MOSS, x, y, rx * 1.1, ry, 60, 10)
        leaves(sheet, dice, "#b5446a", x - 6, y - 6, rx, ry, 95, 10)
        leaves(sheet, dice, "#dd7f92", x - 12, y - 12, rx * 0.9, ry * 0.8, 45, 8)


def _bench(sheet, dice):
    for x in (600, 742):
        sheet.fill(INK, rect(x, 1010, x + 9, 1076), rect(x, 936, x + 7, 1012))
    sheet.fill(
        "#8a5a3c", rect(580, 1004, 772, 1018), rect(580, 946, 772, 958), rect(580, 968, 772, 980)
    )
    sheet.fill(PLUM, lens(690, 1078, 150, 9), opacity=0.5)
    _sitter(sheet, 680, 1006)
    pile = [(540, 1070, 62, TEAL), (544, 1058, 54, CLAY), (538, 1046, 58, PAPER)]
    for x, y, wide, ink in pile:
        sheet.fill(ink, rounded(x - wide / 2, y - 11, x + wide / 2, y, 3))


def _sitter(sheet, x, y):
    """Somebody reading on the bench."""
    sheet.fill(
        DEEP,
        ribbon(
            smooth([(x - 8, y - 14), (x + 50, y - 14), (x + 62, y + 12), (x + 60, y + 66)]),
            [34] * 10 + [26] * 21,
        ),
    )
    sheet.fill(INK, ellipse(x + 70, y + 68, 20, 8))
    torso = smooth([(x - 24, y), (x - 30, y - 70), (x - 8, y - 104), (x + 18, y - 84), (x + 24, y)])
    sheet.fill(CLAY, torso)
    sheet.grain(PLUM, (x - 10, 0), (x + 40, 0), torso, strength=0.6)
    sheet.fill("#c98d6b", ellipse(x + 4, y - 126, 20, 23))
    sheet.fill(
        "#f1dfc0",
        arc(x + 1, y - 131, 24, 25, 130, 350, 20),
        [(x - 22, y - 126), (x - 6, y - 128), (x + 2, y - 88), (x - 26, y - 84)],
    )
    sheet.fill(
        mix(CLAY, PLUM, 0.3),
        ribbon(smooth([(x - 12, y - 84), (x - 2, y - 46), (x + 40, y - 52)]), [22] * 21),
    )
    sheet.fill(
        PAPER,
        [(x + 30, y - 80), (x + 56, y - 62), (x + 54, y - 34), (x + 28, y - 50)],
        [(x + 56, y - 62), (x + 82, y - 76), (x + 80, y - 46), (x + 54, y - 34)],
    )
    sheet.stroke(BRICK, [(x + 28, y - 48), (x + 54, y - 32), (x + 82, y - 44)], width=4)
    sheet.fill("#c98d6b", ellipse(x + 42, y - 50, 9, 8))


def _pots(sheet, dice):
    for x, y, size, ink, bloom in (
        (1090, 1060, 0.9, SEA, ROSE),
        (1250, 1066, 1.15, CLAY, PAPER),
        (1420, 1090, 1.3, BRICK, AMBER),
        (410, 1090, 1.2, CLAY, AMBER),
    ):
        pot(sheet, dice, x, y, size, ink, bloom)
    sheet.fill(PLUM, lens(1580, 1122, 90, 8), opacity=0.5)
    person(sheet, 1560, 1120, 220, TEAL, INK, hair="#2a1c26", stride=-0.45, bag="#d9a066")
