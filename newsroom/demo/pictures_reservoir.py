"""The picture of the drowned church in the empty reservoir."""

from itertools import pairwise

from newsroom.demo.drawing import (
    CLAY,
    HONEY,
    INK,
    PAPER,
    PLUM,
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
    peak,
    rect,
    ribbon,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, person, ripples

STONE = "#e3c79f"
STONE_DARK = "#8a5a58"
MUD = ["#cfa27b", "#c9976f", "#d6ac85", "#c18d68"]
CRACK = "#6d4048"


def empty_reservoir(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("empty-reservoir")
    sheet.sky((0, "#6e9fa3"), (240, "#b3c5b2"), (470, "#f3dba8"), (620, "#f2c48a"))
    sheet.glow(PAPER, 520, 300, 640, 520, 0.7)
    sheet.fill("#fff2cf", ellipse(520, 300, 78))
    _sierra(sheet, dice)
    _dam(sheet)
    _shores(sheet, dice)
    _floor(sheet, dice)
    _pool(sheet, dice)
    _ruins(sheet, dice)
    _tower(sheet, dice, 1090, 868)
    _boat(sheet, 470, 1010)
    person(sheet, 812, 948, 76, CLAY, INK, hair="#efe0c0", stride=0.35)
    person(sheet, 866, 950, 70, TEAL, PLUM, stride=-0.2)
    birds(sheet, INK, (1240, 190, 30), (1310, 240, 22), (930, 170, 20), (1330, 320, 16))
    return sheet.finish()


def _sierra(sheet, dice):
    for ink, floor, points in (
        ("#c9a394", 700, [(-20, 470), (240, 400), (420, 450), (700, 380), (980, 440), (1820, 400)]),
        (
            "#b3827a",
            740,
            [(-20, 520), (300, 470), (620, 530), (900, 470), (1250, 520), (1820, 480)],
        ),
    ):
        form = peak(dice, points, floor, 5, 0.3)
        sheet.fill(ink, form)
        sheet.grain(mix(ink, PLUM, 0.5), (600, 440), (760, 640), form, strength=0.8)


def _dam(sheet):
    """The wall far off, with the line the water used to reach."""
    wall = [(250, 520), (700, 512), (640, 740), (330, 740)]
    sheet.fill("#dcc8ae", wall)
    sheet.fill("#c8ab95", [(252, 548), (694, 541), (640, 740), (330, 740)])
    sheet.fill("#b8927f", [(262, 590), (684, 584), (640, 740), (330, 740)])
    sheet.grain(PLUM, (480, 0), (760, 0), wall, strength=0.6)
    sheet.fill("#efe0c6", [(240, 512), (708, 504), (708, 516), (240, 524)])
    for i in range(6):
        x = 330 + 62 * i
        sheet.fill("#8a6a6c", [(x, 530), (x + 20, 530), (x + 18, 640), (x + 6, 640)])


def _shores(sheet, dice):
    """The valley's sides, ringed like a bath by every level the water stood at."""
    left = [(-20, 430), (120, 470), (230, 530), (330, 610), (460, 690), (640, 742)]
    right = [(1820, 400), (1640, 450), (1500, 520), (1350, 600), (1180, 680), (900, 740)]
    for line, edge in ((left, -20), (right, 1820)):
        skyline = smooth(line)
        hill = [*skyline, (line[-1][0], 800), (edge, 800)]
        sheet.fill("#8f8a58", hill)
        sheet.grain("#5d6244", (edge, 430), (900, 520), hill, strength=0.6)
        for i, ink in enumerate(("#efdcb8", "#dcb893", "#e3c39c", "#cfa07e", "#d8b08a", "#c39074")):
            level = 560 + i * 30
            below = [p for p in skyline if p[1] >= level]
            if below:
                first = (below[0][0], level)
                ring = [
                    (edge, level + dice.near(0, 3)),
                    first,
                    *below,
                    (line[-1][0], 800),
                    (edge, 800),
                ]
                sheet.fill(ink, ring)
                sheet.grain(
                    mix(ink, PLUM, 0.45),
                    (0, level + 24),
                    (0, level + 44),
                    ring[:2] + below + ring[-2:],
                    strength=0.35,
                )
        side = [*skyline, (line[-1][0], 800), (edge, 800)]
        if edge > 0:
            sheet.grain(PLUM, (1300, 600), (1900, 640), side, strength=0.55)
    for x, y, size in (
        (60, 470, 1),
        (140, 500, 0.8),
        (1720, 440, 1.1),
        (1640, 470, 0.9),
        (1560, 510, 0.7),
    ):
        _cactus(sheet, x, y, size)


def _cactus(sheet, x, y, size):
    ink = "#4e6150"
    stem = ribbon([(0, 6), (0, -90)], [16, 14])
    arms = [
        smooth([(0, -34), (-26, -38), (-28, -72)], steps=6),
        smooth([(0, -26), (24, -30), (26, -60)], steps=6),
    ]
    forms = [stem, ellipse(0, -90, 7), *[ribbon(arm, [11] * len(arm)) for arm in arms]]
    sheet.fill(ink, *[moved(form, x, y, size) for form in forms])


def _floor(sheet, dice):
    """Mud dried to plates: six-cornered cells between jittered rails, wider towards us."""
    ground = rect(0, 716, WIDTH, HEIGHT)
    sheet.fill(CRACK, ground)
    rails, count = [], 70
    for k in range(25):
        y = 716 + 500 * (k / 24) ** 1.75
        step = 20 + 90 * (y - 716) / 484
        sway = step * 0.16
        rails.append(
            [
                (
                    900 + (i - count / 2) * step + dice.near(0, sway * 1.6),
                    y + ((-1) ** (i + k)) * step * 0.12 + dice.near(0, sway * 0.9),
                )
                for i in range(count)
            ]
        )
    for k, (upper, lower) in enumerate(pairwise(rails)):
        tones = {ink: [] for ink in MUD}
        for i in range(k % 2, count - 2, 2):
            cell = [*upper[i : i + 3], *lower[i : i + 3][::-1]]
            if cell[1][0] < -140 or cell[1][0] > WIDTH + 140:
                continue
            middle = (sum(x for x, _ in cell) / 6, sum(y for _, y in cell) / 6)
            shrink = 0.05 + dice.random() * 0.05
            tones[dice.pick(MUD)].append([between(point, middle, shrink) for point in cell])
        for ink, cells in tones.items():
            sheet.fill(ink, *cells)
            if k > 12 and cells:
                sheet.stroke(mix(ink, "#fff4dc", 0.5), *[cell[:3] for cell in cells], width=2)
    sheet.fade("#ecc795", (0, 880), (0, 716), ground, strength=0.85)
    sheet.grain(PLUM, (900, 900), (1300, 1500), ground, strength=0.75)
    sheet.grain(HONEY, (700, 980), (420, 740), ground, strength=0.3)


def _pool(sheet, dice):
    """What is left of the water."""
    rim = smooth(
        [(180, 772), (420, 752), (700, 760), (820, 780), (640, 806), (380, 812), (220, 800)], True
    )
    sheet.fill("#a9785f", moved(rim, -10, -8, 1.018))
    sheet.fill(SEA, rim)
    sheet.grain(TEAL, (400, 760), (520, 830), rim, strength=0.8)
    ripples(sheet, dice, PAPER, (300, 762, 680, 800), 16, 46)


def _tower(sheet, dice, x, floor):
    """The bell tower of San Elias, stained as high as the water stood."""
    wide, top = 96, floor - 560
    shadow = [(x - wide, floor), (x + wide, floor), (x + 700, floor + 150), (x + 470, floor + 170)]
    sheet.fill(PLUM, shadow, opacity=0.45)
    shaft = rect(x - wide, top, x + wide, floor + 8)
    sheet.fill(STONE, shaft)
    sheet.fill(mix(STONE, "#b98f76", 0.55), rect(x - wide, floor - 400, x + wide, floor + 8))
    sheet.fill(mix(STONE, "#9d7068", 0.6), rect(x - wide, floor - 190, x + wide, floor + 8))
    for y in range(top + 16, floor, 27):
        bricks = [
            rect(x - wide + dice.uniform(0, 180), y, x - wide + dice.uniform(0, 180), y + 3)
            for _ in range(3)
        ]
        sheet.fill(mix(STONE_DARK, STONE, 0.4), *[_squared(box) for box in bricks], opacity=0.5)
    sheet.grain("#fff0cd", (x - 10, 0), (x - wide - 20, 0), shaft, strength=0.6)
    sheet.grain(STONE_DARK, (x - 10, 0), (x + wide + 10, 0), shaft, strength=0.95)
    for y, extra in ((top - 10, 22), (floor - 352, 12), (floor - 30, 18)):
        sheet.fill("#efd9b3", rect(x - wide - extra, y, x + wide + extra, y + 20))
        sheet.fill(STONE_DARK, rect(x - wide - extra, y + 14, x + wide + extra, y + 22))
    for off in (-44, 44):
        sheet.fill("#efd9b3", arch(x + off - 34, top + 44, x + off + 34, top + 180))
        sheet.fill("#4a3346", arch(x + off - 25, top + 54, x + off + 25, top + 176))
    bell = moved([(-15, 0), (-11, -24), (0, -34), (11, -24), (15, 0)], x - 44, top + 126)
    sheet.fill(HONEY, bell)
    sheet.stroke("#2d2030", [(x - 69, top + 88), (x - 19, top + 88)], width=5)
    sheet.fill(
        "#4a3346", ellipse(x, floor - 262, 33), arch(x - 15, floor - 176, x + 15, floor - 106)
    )
    sheet.fill("#b98f76", arc(x, floor - 262, 33, 33, 20, 160, 20))
    door = arch(x - 42, floor - 96, x + 42, floor + 6)
    sheet.fill("#efd9b3", moved(door, 0, -8))
    sheet.fill("#3b2838", arch(x - 34, floor - 92, x + 34, floor + 6))
    _dome(sheet, x, top - 10)


def _squared(box):
    xs, ys = [p[0] for p in box], [p[1] for p in box]
    return rect(min(xs), min(ys), max(xs), max(ys))


def _dome(sheet, x, y):
    drum = rect(x - 74, y - 26, x + 74, y)
    cap = [*arc(x, y - 24, 72, 82, 180, 360, 30)]
    sheet.fill("#d9b48c", drum)
    sheet.fill(CLAY, cap)
    sheet.grain(PLUM, (x - 14, y - 60), (x + 84, y - 40), drum, cap, strength=0.9)
    sheet.grain("#f1b98a", (x - 20, 0), (x - 80, 0), cap, strength=0.7)
    sheet.stroke(
        mix(CLAY, PLUM, 0.4),
        *[arc(x, y - 24, 72 * share, 82, -90, 0, 14) for share in (0.4, 0.75, -0.4, -0.75)],
        width=2,
    )
    lantern = rect(x - 14, y - 136, x + 14, y - 100)
    sheet.fill("#efd9b3", lantern, [(x - 20, y - 134), (x, y - 160), (x + 20, y - 134)])
    sheet.fill("#4a3346", rect(x - 6, y - 130, x + 6, y - 104))
    sheet.stroke(INK, [(x, y - 158), (x, y - 208)], [(x - 15, y - 190), (x + 15, y - 190)], width=6)


def _ruins(sheet, dice):
    """The nave's broken walls and the stumps of the village."""
    far = [(640, 842, 90, 52), (560, 836, 50, 34), (1500, 850, 110, 60), (1660, 866, 90, 44)]
    for x, y, wide, high in far:
        _broken_wall(sheet, dice, x, y, wide, high)
    _broken_wall(sheet, dice, 1180, 872, 330, 190, True)
    for _ in range(60):
        x, y = dice.uniform(900, 1700), dice.uniform(868, 950)
        stone = blob(dice, x, y, dice.uniform(6, 20), dice.uniform(4, 11), 7, 0.2)
        sheet.fill(mix(CRACK, PLUM, 0.4), moved(stone, 5, 4))
        sheet.fill(dice.pick([STONE, "#d1ac88", "#bf9579"]), stone)


def _broken_wall(sheet, dice, x, y, wide, high, windows=False):
    tops = [(x, y - high)]
    while tops[-1][0] < x + wide - 30:
        px = tops[-1][0] + dice.uniform(16, 44)
        drop = high * (1 - 0.72 * (px - x) / wide)
        tops += [(px, tops[-1][1]), (px, y - drop * dice.uniform(0.8, 1.1))]
    wall = [*tops, (x + wide, y), (x, y)]
    sheet.fill(mix(STONE, "#b98f76", 0.6), wall)
    sheet.grain(STONE_DARK, (x - wide * 0.2, y - high), (x + wide, y + 20), wall, strength=0.95)
    if windows:
        sheet.fill(
            "#4a3346",
            arch(x + 70, y - 118, x + 112, y - 40),
            arch(x + 170, y - 92, x + 204, y - 34),
        )
    sheet.fill(
        PLUM, [(x, y), (x + wide, y), (x + wide * 1.4, y + 20), (x + 30, y + 16)], opacity=0.4
    )


def _boat(sheet, x, y):
    def put(ink, form):
        sheet.fill(ink, [(px, py + (px - x) * 0.06) for px, py in moved(form, x, y)])

    sheet.fill(
        PLUM,
        smooth([(x - 150, y + 34), (x + 60, y + 20), (x + 330, y + 70), (x + 80, y + 72)], True),
        opacity=0.5,
    )
    put("#3f2f42", smooth([(-190, -54), (0, -26), (196, -60), (0, -46)], True))
    hull = [
        *smooth([(-196, -58), (-90, -32), (60, -28), (206, -66)]),
        *smooth([(206, -66), (150, 24), (0, 44), (-120, 34), (-196, -58)]),
    ]
    put(TEAL, hull)
    put(
        PAPER,
        [
            *smooth([(-196, -58), (-90, -32), (60, -28), (206, -66)]),
            *smooth([(202, -50), (60, -10), (-90, -14), (-190, -42)]),
        ],
    )
    sheet.grain(
        INK,
        (x, y - 20),
        (x + 60, y + 60),
        [(px, py + (px - x) * 0.06) for px, py in moved(hull, x, y)],
        strength=0.8,
    )
    put("#8a5a3c", rounded(-60, -44, -30, -20, 3))
    put("#8a5a3c", rounded(60, -44, 92, -22, 3))
    sheet.stroke("#8a5a3c", [(x + 20, y - 34), (x + 250, y + 44)], width=9)
    sheet.fill(
        "#8a5a3c",
        smooth(
            [(x + 236, y + 28), (x + 300, y + 50), (x + 306, y + 70), (x + 236, y + 50)], True, 5
        ),
    )
    rope = smooth([(x - 190, y - 66), (x - 240, y + 10), (x - 300, y + 30), (x - 330, y + 64)])
    sheet.stroke("#efe0c0", rope, width=4)
