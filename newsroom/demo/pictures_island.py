"""The picture of the wind island."""

from newsroom.demo.drawing import (
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
    SEA,
    TEAL,
    Dice,
    Sheet,
    between,
    blob,
    ellipse,
    mix,
    moved,
    rect,
    smooth,
    taper,
    turned,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, birds, cloud, lens, panes, ripples


def wind_island(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("wind-island")
    sheet.sky((0, "#6fa7ad"), (380, "#a9cbc4"), (700, "#f3e6c8"))
    sheet.glow(PAPER, 330, 240, 700, 500, 0.7)
    sheet.fill("#fdf4da", ellipse(330, 240, 62))
    cloud(sheet, dice, "#f8efdb", 1330, 250, 640, 120, "#c5d3c6")
    cloud(sheet, dice, "#f3ead3", 620, 400, 420, 70, "#c9d3c2")
    cloud(sheet, dice, "#f3ead3", 1690, 450, 380, 60, "#c9d3c2")
    _open_sea(sheet, dice)
    _island(sheet, dice)
    for x, y, size, angle in (
        (560, 576, 0.74, 10),
        (765, 508, 0.86, 47),
        (985, 470, 0.93, 80),
        (1205, 500, 0.86, 25),
        (1400, 556, 0.7, 95),
    ):
        _turbine(sheet, x, y, size, angle)
    _village(sheet, dice)
    _lighthouse(sheet, 1592, 676)
    _sails(sheet, 330, 858, 1.0)
    _headland(sheet, dice)
    birds(sheet, PAPER, (1480, 900, 30), (1570, 860, 22), (240, 560, 20), (310, 600, 16))
    return sheet.finish()


def _open_sea(sheet, dice):
    sheet.sky((698, "#9cc3bb"), (820, SEA), (1200, TEAL))
    sheet.glow("#f3e6c8", 330, 720, 520, 130, 0.7)
    sheet.grain(DEEP, (0, 820), (0, 1350), rect(0, 700, WIDTH, HEIGHT))
    ripples(sheet, dice, TEAL, (0, 720, WIDTH, 1200), 190, 90, 0.5)
    ripples(sheet, dice, PAPER, (0, 790, WIDTH, 1190), 80, 55, 0.9)


def _island(sheet, dice):
    shore = [(330, 726), (420, 690), (520, 600), (650, 548), (800, 502), (980, 462), (1130, 486)]
    shore += [(1290, 524), (1430, 560), (1560, 660), (1680, 690), (1750, 726)]
    back = smooth(shore)
    cliff = [*back, (1700, 752), (1300, 768), (800, 770), (420, 752)]
    sheet.fill("#b39a72", cliff)
    sheet.grain("#614554", (0, 690), (0, 775), cliff, strength=0.7)
    grass = [*back, (1640, 724), *_uneven(dice, 1560, 480, 726), (440, 722)]
    sheet.fill("#a8a063", grass)
    sheet.grain(MOSS, (900, 540), (1150, 800), grass)
    sheet.grain("#c3bd7a", (800, 560), (640, 470), grass, strength=0.55)
    for x, y, wide, ink in (
        (640, 640, 150, "#b8b268"),
        (1010, 570, 190, "#a8a860"),
        (1230, 640, 170, "#76844f"),
    ):
        field = [
            (x - wide, y + 26),
            (x - wide * 0.7, y - 22),
            (x + wide * 0.8, y - 28),
            (x + wide, y + 22),
        ]
        sheet.fill(ink, field)
        furrows = [
            [between(field[0], field[3], i / 9), between(field[1], field[2], i / 9)]
            for i in range(1, 9)
        ]
        sheet.stroke(mix(ink, MOSS, 0.4), *furrows, width=2)
    for _ in range(26):
        x = dice.uniform(480, 1560)
        sheet.fill(
            dice.pick([MOSS, PINE, "#6a7a48"]), blob(dice, x, 706 + dice.near(0, 10), 20, 15)
        )
    sheet.fill(PAPER, lens(1050, 770, 690, 5), opacity=0.8)
    ripples(sheet, dice, "#7d8a68", (440, 778, 1660, 850), 70, 70, 0.5)


def _uneven(dice, start, end, y):
    return [(start + (end - start) * i / 30, y + dice.near(0, 13)) for i in range(31)]


def _turbine(sheet, x, y, size, angle):
    hub = (x, y - 330 * size)
    tower = taper([(x, y + 8), hub], 17 * size, 8 * size)
    sheet.fill("#f7efdd", tower)
    sheet.grain("#8fa3a0", (x - 4 * size, 0), (x + 12 * size, 0), tower, strength=0.9)
    sheet.fill("#e3dfcd", rect(x - 9 * size, hub[1] - 9 * size, x + 22 * size, hub[1] + 8 * size))
    for third in range(3):
        blade = [(0, 0), (9, -34), (5, -120), (0, -196), (-4, -120), (-5, -34)]
        form = turned(moved(blade, *hub, size), angle + 120 * third, *hub)
        sheet.fill("#fdf8ea", form)
        sheet.fill(
            "#c3cfc6",
            turned(
                moved([(0, 0), (9, -34), (5, -120), (0, -196)], *hub, size),
                angle + 120 * third,
                *hub,
            ),
        )
    sheet.fill(CLAY, ellipse(*hub, 9 * size))


def _village(sheet, dice):
    walls = ["#f8efdd", "#f1dfc0", "#efe3cf", "#e8c9a4"]
    for row, y in enumerate((672, 702, 738)):
        x = 760 + dice.near(0, 30) - row * 40
        while x < 1180 + row * 60:
            wide, high = dice.uniform(34, 58), dice.uniform(26, 40)
            _house(sheet, dice, x, y, wide, high, dice.pick(walls))
            x += wide + dice.uniform(4, 26)
    church = rect(962, 606, 988, 690)
    sheet.fill("#f8efdd", church)
    sheet.grain(ROSE, (968, 0), (998, 0), church)
    sheet.fill(BRICK, [(956, 608), (975, 560), (994, 608)])
    sheet.fill(INK, *panes(962, 612, 988, 650, 1, 1, 0.5))
    sheet.fill("#8d7763", [(640, 752), (1240, 746), (1300, 770), (620, 772)])
    for x, ink in ((690, CLAY), (770, TEAL), (1090, HONEY), (1170, CLAY)):
        hull = [(x - 30, 764), (x + 34, 762), (x + 22, 782), (x - 20, 782)]
        sheet.fill(ink, hull)
        sheet.stroke(INK, [(x, 764), (x, 722)], width=3)
        sheet.fill(PAPER, rect(x - 14, 752, x + 6, 765))


def _house(sheet, dice, x, y, wide, high, wall):
    face = rect(x, y - high, x + wide, y)
    sheet.fill(wall, face)
    sheet.grain(ROSE, (x + wide * 0.4, 0), (x + wide * 1.3, 0), face)
    roof = [
        (x - 4, y - high),
        (x + wide * 0.2, y - high - 20),
        (x + wide * 0.8, y - high - 20),
        (x + wide + 4, y - high),
    ]
    tile = dice.pick([CLAY, BRICK, mix(CLAY, BRICK, 0.5), "#b5654a"])
    sheet.fill(tile, roof)
    sheet.fill(
        mix(tile, PLUM, 0.4), rect(x + wide * 0.62, y - high - 30, x + wide * 0.76, y - high - 14)
    )
    sheet.fill(DEEP, *panes(x, y - high + 4, x + wide, y - 4, max(int(wide / 16), 2), 1, 0.55))


def _lighthouse(sheet, x, y):
    tower = [(x - 21, y), (x - 13, y - 186), (x + 13, y - 186), (x + 21, y)]
    sheet.fill("#fbf3e2", tower)
    for low, high in ((0.2, 0.42), (0.64, 0.86)):
        sheet.fill(
            CLAY,
            [
                (x - 21 + 8 * low, y - 186 * low),
                (x - 21 + 8 * high, y - 186 * high),
                (x + 21 - 8 * high, y - 186 * high),
                (x + 21 - 8 * low, y - 186 * low),
            ],
        )
    sheet.grain(PLUM, (x - 4, 0), (x + 32, 0), tower, strength=0.7)
    sheet.fill(
        INK,
        rect(x - 22, y - 194, x + 22, y - 186),
        [(x - 15, y - 222), (x, y - 244), (x + 15, y - 222)],
    )
    sheet.fill(HONEY, rect(x - 11, y - 222, x + 11, y - 194))
    sheet.stroke(INK, [(x, y - 222), (x, y - 194)], width=3)
    _house(sheet, Dice("keeper"), x + 26, y + 6, 56, 34, "#f8efdd")


def _sails(sheet, x, y, size):
    def put(ink, *points):
        sheet.fill(ink, moved(list(points), x, y, size))

    put(PAPER, (4, -26), (8, -214), (96, -36))
    put("#efc98b", (-4, -26), (-2, -190), (-78, -34))
    put(CLAY, (8, -214), (96, -36), (78, -34), (8, -170))
    put(INK, (-96, -22), (118, -26), (86, 8), (-70, 8))
    put(BRICK, (-78, 2), (90, 2), (86, 8), (-70, 8))
    sheet.fill(PAPER, lens(x + 10, y + 9, 150, 4))


def _headland(sheet, dice):
    edge = smooth([(-20, 960), (180, 930), (420, 962), (700, 1046), (1010, 1110), (1330, 1216)])
    near = [*edge, (-20, 1216)]
    sheet.fill(OLIVE, near)
    sheet.grain(PINE, (300, 960), (420, 1260), near, strength=0.9)
    sheet.grain("#c9bf77", (200, 1060), (180, 920), near, strength=0.6)
    blades = []
    for _ in range(420):
        share = dice.random() ** 1.4
        x, y = edge[int(share * (len(edge) - 1))]
        y += abs(dice.near(0, 190)) * (1 - share)
        blades.append([(x, y), (x + dice.uniform(6, 20), y - dice.uniform(12, 32))])
    sheet.stroke("#a6a562", *blades[:220], width=3)
    sheet.stroke(PINE, *blades[220:], width=3)
    for x, y, size, flip in (
        (250, 1010, 1, False),
        (420, 1040, 1.1, True),
        (130, 1070, 1.25, False),
        (600, 1112, 1.2, True),
    ):
        _sheep(sheet, dice, x, y, size, flip)


def _sheep(sheet, dice, x, y, size, flip):
    def put(ink, form):
        sheet.fill(ink, moved(form, x, y, size, flip))

    for at in (-22, -12, 14, 24):
        put(INK, rect(at - 3, -18, at + 3, 6))
    wool = moved(blob(dice, 0, -34, 42, 26, 13, 0.08), x, y, size, flip)
    sheet.fill("#fbf3e2", wool)
    sheet.grain(PLUM, (x, y - 46 * size), (x, y - 2 * size), wool, strength=0.7)
    put(INK, ellipse(44, -44, 15, 11))
    put(INK, ellipse(34, -52, 8, 4))
