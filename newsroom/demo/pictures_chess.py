"""The picture of the chess problem in the watchmaker's window."""

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    NIGHT,
    PAPER,
    PLUM,
    TEAL,
    Dice,
    Sheet,
    arc,
    between,
    ellipse,
    mix,
    moved,
    rect,
    rounded,
    smooth,
    turned,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, cat, lens

WALL = "#35596a"
WOOD = "#5b3440"
LIGHT, DARK = "#f7ead0", "#4a2c3c"
CORNERS = [(600, 690), (1200, 690), (1392, 968), (408, 968)]

# Half profiles, foot to top, for a piece one square high: (half width, height).
FOOT = [(0.36, 0), (0.36, 0.07), (0.27, 0.12), (0.29, 0.17), (0.2, 0.24)]
PROFILES = {
    "pawn": [*FOOT, (0.12, 0.5), (0.11, 0.58), (0.2, 0.62), (0.12, 0.66)],
    "rook": [*FOOT, (0.17, 0.5), (0.17, 0.74), (0.26, 0.8), (0.26, 1.0)],
    "bishop": [*FOOT, (0.13, 0.6), (0.12, 0.74), (0.22, 0.78), (0.12, 0.83)],
    "queen": [*FOOT, (0.14, 0.7), (0.13, 0.92), (0.24, 0.97), (0.14, 1.02), (0.27, 1.3)],
    "king": [*FOOT, (0.15, 0.74), (0.14, 0.98), (0.26, 1.03), (0.15, 1.08), (0.25, 1.36)],
}

# The position: file and rank from the white corner near us, piece, is it white.
POSITION = (
    (6, 7, "king", False),
    (5, 6, "pawn", False),
    (7, 6, "pawn", False),
    (2, 5, "knight", True),
    (1, 4, "bishop", False),
    (4, 4, "queen", True),
    (3, 2, "pawn", True),
    (6, 2, "rook", False),
    (1, 1, "king", True),
    (5, 0, "rook", True),
)


def chess_window(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("chess-window")
    _shop_front(sheet, dice)
    _interior(sheet, dice)
    _sill(sheet)
    _board(sheet)
    for file, rank, kind, white in sorted(POSITION, key=lambda piece: -piece[1]):
        _piece(sheet, file, rank, kind, white)
    _watches(sheet)
    cat(sheet, 1446, 990, 1.5)
    _glass(sheet)
    _awning(sheet)
    _pavement(sheet, dice)
    return sheet.finish()


def _shop_front(sheet, dice):
    sheet.fill("#8f6a6b", rect(0, 0, WIDTH, HEIGHT))
    bricks = []
    for row in range(32):
        x, y = -40 - (row % 2) * 46, row * 36
        while x < WIDTH:
            if dice.chance(0.5):
                bricks.append(rect(x + 3, y + 3, x + 89, y + 33))
            x += 92
    sheet.fill("#9d7672", *bricks[::2])
    sheet.fill("#81606a", *bricks[1::2])
    sheet.grain(NIGHT, (900, 700), (900, -80), rect(0, 0, WIDTH, HEIGHT), strength=0.7)
    sheet.glow(HONEY, 900, 620, 1150, 820, strength=0.35)
    front = rect(196, 96, 1604, 1090)
    sheet.fill("#18303f", rect(180, 84, 1630, 1100))
    sheet.fill(WALL, front)
    sheet.fill(mix(WALL, NIGHT, 0.35), rect(236, 240, 1564, 1030))
    for x in (204, 1560):
        sheet.fill(mix(WALL, PAPER, 0.14), rect(x, 220, x + 32, 1086))
        sheet.fill(mix(WALL, NIGHT, 0.3), rect(x + 10, 250, x + 22, 1050))
        sheet.fill(
            mix(WALL, PAPER, 0.25), rect(x - 10, 206, x + 42, 226), rect(x - 10, 1040, x + 42, 1060)
        )


def _awning(sheet):
    left, right, count = 168, 1632, 18
    wide = (right - left) / count
    for i in range(count):
        ink = CLAY if i % 2 else "#f3e2c2"
        x, top = left + wide * i, 220 + (1360 / count) * i
        low = [
            (x, 216),
            (x + wide, 216),
            (x + wide, 236),
            *arc(x + wide / 2, 236, wide / 2, 22, 0, 180, 10),
        ]
        sheet.fill(ink, [(top, 96), (top + 1360 / count, 96), (x + wide, 216), (x, 216)], low)
        sheet.fill(mix(ink, PLUM, 0.25), low)
    sheet.grain(NIGHT, (900, 180), (900, 60), rect(168, 90, 1632, 216), strength=0.6)
    sheet.fill("#18303f", rect(200, 80, 1600, 98))


def _interior(sheet, dice):
    """The lit shop behind the window: clocks on the wall, a lamp."""
    left, top, right, bottom = 262, 262, 1538, 1004
    room = rect(left, top, right, bottom)
    sheet.sky((top, "#b8713f"), (520, "#d99a52"), (760, "#c27f48"), left=left, right=right)
    stripes = [rect(x, top, x + 26, 700) for x in range(left + 8, right - 26, 74)]
    sheet.fill("#cf8b4a", *stripes, opacity=0.5)
    sheet.grain(PLUM, (900, 500), (100, 400), room, strength=0.75)
    sheet.grain(PLUM, (900, 500), (1700, 400), room, strength=0.75)
    sheet.glow("#fff0c2", 900, 470, 520, 420, strength=0.85)
    for x, y, r, hour in (
        (420, 400, 62, 300),
        (580, 540, 46, 40),
        (1180, 400, 56, 120),
        (1436, 400, 70, 215),
        (640, 366, 38, 170),
    ):
        _clock(sheet, x, y, r, hour)
    _tall_clock(sheet, 400, 676)
    _pendulum(sheet, 1318, 520)
    sheet.stroke(NIGHT, [(900, top), (900, 380)], width=6)
    shade = [*arc(900, 424, 108, 62, 180, 360, 24)]
    sheet.fill(TEAL, shade)
    sheet.grain(NIGHT, (880, 0), (1020, 0), shade, strength=0.8)
    sheet.fill(HONEY, rect(786, 420, 1014, 431))
    sheet.fill("#fff8e1", ellipse(900, 436, 34, 20))
    cone = [(800, 432), (1000, 432), (1330, 960), (470, 960)]
    sheet.fade("#fff3cf", (0, 980), (0, 400), cone, strength=0.42)


def _clock(sheet, x, y, r, hour):
    sheet.fill(PLUM, ellipse(x + 8, y + 12, r), opacity=0.5)
    sheet.fill(WOOD, ellipse(x, y, r))
    sheet.grain("#b8713f", (x, y), (x + r * 0.8, y - r), ellipse(x, y, r), strength=0.7)
    sheet.fill(PAPER, ellipse(x, y, r * 0.78))
    marks = [arc(x, y, r * 0.64, r * 0.64, a, a, 1)[0] for a in range(0, 360, 30)]
    sheet.fill(INK, *[ellipse(*mark, r * 0.05) for mark in marks])
    for angle, reach, thick in ((hour, 0.36, 0.09), (hour * 12 % 360, 0.56, 0.06)):
        sheet.stroke(
            INK, [(x, y), arc(x, y, r * reach, r * reach, angle, angle, 1)[0]], width=r * thick
        )
    sheet.fill(CLAY, ellipse(x, y, r * 0.08))


def _tall_clock(sheet, x, floor):
    """A case clock at the left."""
    y = floor - 180
    sheet.fill(
        WOOD,
        rounded(x - 44, y + 10, x + 44, floor + 10, 8),
        rounded(x - 60, floor - 20, x + 60, floor + 30, 6),
    )
    sheet.fill("#8a4a3c", rounded(x - 30, y + 34, x + 30, floor - 34, 6))
    sheet.stroke(HONEY, [(x, y + 34), (x + 8, floor - 74)], width=4)
    sheet.fill(HONEY, ellipse(x + 9, floor - 66, 17))


def _pendulum(sheet, x, y):
    sheet.fill(
        WOOD, [(x - 50, y - 40), (x, y - 84), (x + 50, y - 40), (x + 44, y + 60), (x - 44, y + 60)]
    )
    sheet.fill(
        BRICK,
        [
            (x - 64, y - 34),
            (x, y - 98),
            (x + 64, y - 34),
            (x + 54, y - 28),
            (x, y - 82),
            (x - 54, y - 28),
        ],
    )
    sheet.fill(PAPER, ellipse(x, y - 2, 29))
    sheet.stroke(INK, [(x, y - 22), (x, y - 2), (x + 13, y + 7)], width=4)
    for off, drop in ((-18, 120), (18, 86)):
        sheet.stroke(INK, [(x + off, y + 60), (x + off, y + drop)], width=2)
        sheet.fill(HONEY, ellipse(x + off, y + drop + 10, 6, 14))


def _sill(sheet):
    shelf = [(262, 648), (1538, 648), (1538, 1004), (262, 1004)]
    sheet.fill("#7c4334", shelf)
    sheet.glow(AMBER, 900, 800, 620, 230, strength=0.65)
    sheet.grain(PLUM, (900, 800), (200, 1000), shelf, strength=0.6)
    sheet.grain(PLUM, (900, 800), (1600, 1000), shelf, strength=0.6)
    lines = [[(900 + (x - 900) * 0.74, 650), (x, 1004)] for x in range(-60, 1900, 120)]
    sheet.stroke(
        "#633540",
        *[line for line in lines if 262 < line[0][0] < 1538 and 262 < line[1][0] < 1538],
        width=2,
    )
    sheet.fill("#fbe3b0", rect(262, 645, 1538, 651), opacity=0.5)


def _at(file, rank):
    """Where on the sheet a point of the board lies; whole numbers are corners of squares."""
    depth = rank / 8
    share = depth * 0.69 / (1 - depth * 0.31 + 1e-9)  # squares shorten towards the back
    left, right = between(CORNERS[3], CORNERS[0], share), between(CORNERS[2], CORNERS[1], share)
    return between(left, right, file / 8)


def _board(sheet):
    a, b, c, d = CORNERS
    rim = [
        (a[0] - 26, a[1] - 16),
        (b[0] + 26, b[1] - 16),
        (c[0] + 40, c[1] + 20),
        (d[0] - 40, d[1] + 20),
    ]
    sheet.fill(NIGHT, moved(rim, 12, 26), opacity=0.5)
    sheet.fill(
        "#3d2230",
        [rim[3], rim[2], (rim[2][0] - 4, rim[2][1] + 26), (rim[3][0] + 4, rim[3][1] + 26)],
    )
    sheet.fill("#8a4a3c", rim)
    sheet.fill(
        "#c98a4f",
        [(d[0] - 8, d[1] + 4), (a[0] - 5, a[1] - 3), (b[0] + 5, b[1] - 3), (c[0] + 8, c[1] + 4)],
    )
    for rank in range(8):
        for file in range(8):
            corners = [(file, rank), (file + 1, rank), (file + 1, rank + 1), (file, rank + 1)]
            sheet.fill(
                "#f0d3a0" if (file + rank) % 2 else "#7d4538", [_at(u, v) for u, v in corners]
            )
    sheet.glow("#fff3cf", 900, 760, 420, 170, strength=0.3)
    sheet.grain(PLUM, (900, 860), (1380, 1010), CORNERS, strength=0.5)


def _piece(sheet, file, rank, kind, white):
    x, y = _at(file + 0.5, rank + 0.38)
    size = (_at(file + 1, rank + 0.5)[0] - _at(file, rank + 0.5)[0]) * 1.12
    ink, dark = (LIGHT, "#b98568") if white else (DARK, "#1f1226")
    gleam = "#ffffff" if white else "#a8605a"
    sheet.fill(
        NIGHT,
        lens(x + size * (0.3 if x > 900 else -0.3), y + 2, size * 0.62, size * 0.09),
        opacity=0.5,
    )
    forms = _knight(x, y, size) if kind == "knight" else _lathe(kind, x, y, size)
    sheet.fill(ink, *forms)
    sheet.grain(dark, (x - size * 0.05, 0), (x + size * 0.36, 0), *forms, strength=0.95)
    sheet.grain(gleam, (x - size * 0.06, 0), (x - size * 0.34, 0), *forms, strength=0.65)
    rings = [
        arc(x, y - size * at, size * wide, size * 0.06, 10, 170, 12)
        for wide, at in ((0.35, 0.05), (0.27, 0.15))
    ]
    sheet.stroke(dark, *rings, width=3)


def _lathe(kind, x, y, size):
    """A turned piece: its profile mirrored, with its own head."""
    half = smooth([(w * size, -h * size) for w, h in PROFILES[kind]], steps=5)
    base = arc(0, 0, 0.36 * size, 0.09 * size, 0, 180, 16)
    forms = [[*half, *[(-px, py) for px, py in half[::-1]]], base]
    if kind == "pawn":
        forms.append(ellipse(0, -0.8 * size, 0.19 * size))
    elif kind == "rook":
        forms += [
            rect(u * size, -1.1 * size, (u + 0.13) * size, -0.97 * size)
            for u in (-0.26, -0.065, 0.13)
        ]
    elif kind == "bishop":
        top = [(-0.18, -0.98), (0, -1.26), (0.18, -0.98), (0.1, -0.82), (-0.1, -0.82)]
        forms.append(smooth([(u * size, v * size) for u, v in top], True, 5))
        forms.append(ellipse(0, -1.28 * size, 0.055 * size))
    elif kind == "queen":
        for u in (-0.27, -0.135, 0, 0.135, 0.27):
            forms.append(
                [
                    ((u - 0.07) * size, -1.26 * size),
                    (u * 1.15 * size, -1.44 * size),
                    ((u + 0.07) * size, -1.26 * size),
                ]
            )
            forms.append(ellipse(u * 1.15 * size, -1.45 * size, 0.045 * size))
    else:
        forms.append(arc(0, -1.35 * size, 0.25 * size, 0.1 * size, 180, 360, 16))
        forms += [rect(-0.045 * size, -1.68 * size, 0.045 * size, -1.4 * size)]
        forms += [rect(-0.13 * size, -1.6 * size, 0.13 * size, -1.52 * size)]
    return [moved(form, x, y) for form in forms]


def _knight(x, y, size):
    foot = [(w, -h) for w, h in FOOT]
    head = [
        (-0.2, -0.24),
        (-0.16, -0.5),
        (-0.06, -0.62),
        (-0.3, -0.6),
        (-0.36, -0.72),
        (-0.12, -1.0),
        (-0.06, -1.18),
    ]
    head += [(0.04, -1.06), (0.2, -0.94), (0.3, -0.62), (0.24, -0.24)]
    forms = [
        [*foot, *[(-u, v) for u, v in foot[::-1]]],
        smooth(head, True, 5),
        arc(0, 0, 0.36, 0.09, 0, 180, 16),
    ]
    return [moved(form, x, y, size) for form in forms]


def _watches(sheet):
    """Pocket watches on stands at the sides of the window."""
    for x, y, r in ((336, 800, 44), (1486, 780, 36)):
        sheet.fill(NIGHT, lens(x, y + r * 1.5, r * 1.5, 9), opacity=0.5)
        sheet.fill("#c98a4f", [(x - 8, y), (x + 8, y), (x + r, y + r * 1.5), (x - r, y + r * 1.5)])
        sheet.fill(HONEY, ellipse(x, y - r * 1.2, r * 0.2), ellipse(x, y, r))
        sheet.grain(CLAY, (x, y), (x + r, y + r), ellipse(x, y, r), strength=0.9)
        sheet.fill(PAPER, ellipse(x, y, r * 0.78))
        sheet.stroke(INK, [(x, y - r * 0.55), (x, y), (x + r * 0.35, y + r * 0.2)], width=4)
    for i, ink in enumerate((DEEP, CLAY, TEAL)):
        sheet.fill(
            ink,
            turned(rounded(300, 978 - 18 * i, 452, 994 - 18 * i, 3), (-2, 1.5, -1)[i], 370, 985),
        )


def _glass(sheet):
    left, top, right, bottom = 262, 262, 1538, 1004
    for x, wide in ((480, 130), (650, 44), (1240, 90)):
        shine = [(x, top), (x + wide, top), (x + wide - 250, bottom), (x - 250, bottom)]
        sheet.fill("#eaf0e0", [(max(px, left), py) for px, py in shine], opacity=0.1)
    frame = mix(WALL, NIGHT, 0.45)
    for box in (
        (236, 240, left, 1030),
        (right, 240, 1564, 1030),
        (236, bottom, 1564, 1036),
        (236, 240, 1564, top),
    ):
        sheet.fill(frame, rect(*box))
    sheet.fill(mix(WALL, PAPER, 0.3), rect(226, 1020, 1574, 1040))
    sheet.stroke(
        "#f7d58f",
        [(left, bottom), (left, top), (right, top), (right, bottom), (left, bottom)],
        width=3,
    )


def _pavement(sheet, dice):
    sheet.sky((1090, "#6d5866"), (HEIGHT, "#3a3148"))
    slabs = [[(900 + (x - 900) * 0.8, 1092), (x, HEIGHT)] for x in range(-500, 2400, 210)]
    sheet.stroke("#4a3d50", *slabs, [(0, 1136), (WIDTH, 1136)], width=4)
    glow = [(262, 1090), (1538, 1090), (1700, HEIGHT), (100, HEIGHT)]
    sheet.fade(AMBER, (0, HEIGHT + 40), (0, 1080), glow, strength=0.55)
    for x in (90, 1712):
        sheet.fill(NIGHT, rect(x - 40, 1000, x + 40, 1112))
        sheet.fill("#3a5f66", rect(x - 46, 996, x + 46, 1010))
        for _ in range(70):
            px, py = dice.near(x, 62), dice.near(906, 96)
            if ((px - x) / 62) ** 2 + ((py - 906) / 96) ** 2 < 1:
                sheet.fill(dice.pick(["#2b463f", "#54673f", "#3f5547"]), ellipse(px, py, 15, 10))
