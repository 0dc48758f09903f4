"""The picture of the night train at its platform."""

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MIST,
    NIGHT,
    PAPER,
    PLUM,
    TEAL,
    Dice,
    Sheet,
    arc,
    ellipse,
    mix,
    rect,
    ribbon,
    rounded,
    smooth,
)
from newsroom.demo.pictures_props import HEIGHT, WIDTH, lens, panes, person

CAR = "#254a6b"
CAR_DARK = "#152a47"
WARM = "#f3c873"
ROOF, SILL, EDGE = 452, 742, 892


def night_train(out):
    sheet, dice = Sheet(WIDTH, HEIGHT, out), Dice("night-train")
    sheet.sky((0, "#0f1b33"), (300, "#1d3a58"), (560, "#3d6478"))
    _heaven(sheet, dice)
    _skyline(sheet, dice)
    _platform(sheet, dice)
    _carriage(sheet, -360, 1062, 0)
    _bellows(sheet, 1062, 1104)
    _carriage(sheet, 1104, 2500, 5)
    _canopy(sheet)
    _people(sheet)
    return sheet.finish(6)


def _heaven(sheet, dice):
    stars = [
        ellipse(dice.uniform(0, WIDTH), dice.uniform(110, 420), dice.uniform(1.2, 3.2))
        for _ in range(130)
    ]
    sheet.fill("#dfe3cf", *stars, opacity=0.85)
    sheet.glow("#cfd9c8", 1330, 240, 330, strength=0.5)
    sheet.fill("#f7ecce", ellipse(1330, 240, 62))
    sheet.grain("#bda98a", (1300, 220), (1400, 310), ellipse(1330, 240, 62), strength=0.7)
    for x, y, half in ((1180, 300, 260), (1500, 200, 200), (420, 230, 240), (700, 330, 300)):
        sheet.fill(
            "#4b7083",
            lens(x, y, half, 7),
            lens(x + half * 0.3, y + 18, half * 0.6, 5),
            opacity=0.55,
        )


def _skyline(sheet, dice):
    for ink, base, low, high in (("#2a4a63", 470, 50, 120), ("#1b3450", 480, 20, 80)):
        x, blocks, lights = -20, [], []
        while x < WIDTH:
            wide, tall = dice.uniform(50, 110), dice.uniform(low, high)
            blocks.append(rect(x, base - tall, x + wide, 520))
            if dice.chance(0.6):
                blocks.append(
                    [
                        (x, base - tall),
                        (x + wide / 2, base - tall - wide * 0.4),
                        (x + wide, base - tall),
                    ]
                )
            for pane in panes(
                x + 8, base - tall + 8, x + wide - 8, base + 20, int(wide / 16), 4, 0.6
            ):
                if dice.chance(0.22):
                    lights.append(pane)
            x += wide
        sheet.fill(ink, *blocks)
        sheet.fill(HONEY, *lights, opacity=0.7)
    for x, tall, wide in ((300, 300, 46), (728, 330, 50), (1620, 270, 44)):
        y = 480
        sheet.fill("#223f5a", rect(x - wide / 2, y - tall * 0.5, x + wide / 2, 520))
        spire = smooth(
            [(x - wide * 0.7, y - tall * 0.5), (x - 9, y - tall * 0.66), (x, y - tall)], steps=6
        )
        sheet.fill("#2f6068", [*spire, *[(2 * x - px, py) for px, py in spire[::-1]]])
        sheet.fill(HONEY, ellipse(x, y - tall * 0.4, 9))


def _platform(sheet, dice):
    sheet.sky((EDGE - 40, "#16273f"), (EDGE, "#16273f"), (EDGE + 1, "#4a566b"), (HEIGHT, "#232b45"))
    sheet.fill("#d8c9a8", rect(0, EDGE, WIDTH, EDGE + 13))
    sheet.fill("#8d8676", rect(0, EDGE + 13, WIDTH, EDGE + 19))
    joints = [[(900 + (x - 900) * 0.62, EDGE + 20), (x, HEIGHT)] for x in range(-700, 2600, 150)]
    sheet.stroke("#323a55", *joints, width=3)
    for y in (945, 1002, 1082):
        sheet.stroke("#323a55", [(0, y), (WIDTH, y)], width=3)
    sheet.fill(HONEY, rect(0, EDGE + 34, WIDTH, EDGE + 44), opacity=0.55)


def _carriage(sheet, left, right, first):
    body = [
        *arc(left + 40, ROOF + 66, 40, 66, 180, 270, 10),
        *arc(right - 40, ROOF + 66, 40, 66, 270, 360, 10),
    ]
    body += [(right, EDGE - 18), (left, EDGE - 18)]
    sheet.fill(NIGHT, rect(left + 30, EDGE - 40, right - 30, EDGE))
    sheet.fill(CAR, body)
    roof = [*body[:22], (right, ROOF + 70), (left, ROOF + 70)]
    sheet.fill("#5f7482", roof)
    sheet.grain("#b9c3b4", (0, ROOF + 40), (0, ROOF - 10), roof, strength=0.7)
    sheet.fill(CAR_DARK, rect(left, ROOF + 66, right, ROOF + 76))
    sheet.fill(
        HONEY, rect(left, SILL + 26, right, SILL + 33), rect(left, SILL + 39, right, SILL + 42)
    )
    sheet.grain(CAR_DARK, (0, SILL), (0, EDGE), body, strength=0.95)
    sheet.fill(
        "#7e8f95",
        *[
            rounded(left + 220 + i * 330, ROOF - 12, left + 330 + i * 330, ROOF + 4, 6)
            for i in range(4)
        ],
    )
    _door(sheet, right - 128 if first == 0 else left + 30)
    start = right - 330 if first == 0 else left + 190
    step = -182 if first == 0 else 182
    for i in range(6 if first == 0 else 4):
        x = start + step * i
        if x < right - 150:
            _window(sheet, x, first + i)
    lamps = [ellipse(x, SILL + 96, 4) for x in range(int(left) + 160, int(right) - 160, 60)]
    sheet.fill(mix(CAR, MIST, 0.35), *lamps)


def _window(sheet, x, number):
    """A sleeping compartment with somebody in it, or nobody."""
    wide, top = 148, ROOF + 106
    frame = rounded(x - 8, top - 8, x + wide + 8, SILL + 8, 20)
    sheet.fill("#8fa0a4", frame)
    glass = rounded(x, top, x + wide, SILL, 14)
    inks = (WARM, "#f0b55f", "#f7d793", "#eebc6b")
    sheet.fill(inks[number % 4], glass)
    sheet.grain(CLAY, (x, top + 60), (x + wide * 0.4, SILL + 60), glass, strength=0.75)
    sheet.glow("#fff3cf", x + wide * 0.3, top + 46, 78, strength=0.75)
    inside = (_bunks, _reader, _parting, _bunks, _blind, _blind, _bunks, _reader, _blind)[number]
    inside(sheet, x, top, wide)
    sheet.fill(BRICK, *_curtain(x, top, 26), *_curtain(x + wide, top, -26))
    sheet.grain(
        PLUM, (0, top + 20), (0, SILL), *_curtain(x, top, 26), *_curtain(x + wide, top, -26)
    )
    sheet.fill(
        "#fdf0cf", [(x + 92, top), (x + 116, top), (x + 56, SILL), (x + 32, SILL)], opacity=0.16
    )
    glow = [
        (x - 20, EDGE + 70),
        (x + wide + 20, EDGE + 70),
        (x + wide + 80, HEIGHT),
        (x - 20, HEIGHT),
    ]
    sheet.fade(AMBER, (0, HEIGHT - 60), (0, EDGE + 60), glow, strength=0.42)
    sheet.fade(
        AMBER,
        (0, EDGE + 60),
        (0, EDGE),
        rect(x - 20, EDGE + 20, x + wide + 20, EDGE + 70),
        strength=0.3,
    )


def _curtain(x, top, wide):
    edge = smooth(
        [
            (x + wide, top),
            (x + wide * 1.2, top + 70),
            (x + wide * 0.5, top + 126),
            (x + wide * 0.7, SILL),
        ],
        steps=6,
    )
    return [[(x, top + 8), *edge, (x, SILL - 8)]]


def _bunks(sheet, x, top, wide):
    for y in (top + 92, SILL - 6):
        sheet.fill("#8a4a3c", rect(x + 4, y - 4, x + wide - 4, y + 8))
        sheet.fill(PAPER, rounded(x + 18, y - 22, x + 58, y - 2, 9))
        sheet.fill(
            TEAL if y < SILL - 10 else DEEP,
            smooth(
                [
                    (x + 44, y - 3),
                    (x + 54, y - 22),
                    (x + 90, y - 30),
                    (x + 130, y - 20),
                    (x + wide - 6, y - 3),
                ],
                True,
                5,
            ),
        )
    sheet.fill("#5a352f", ellipse(x + 46, top + 76, 11))
    sheet.stroke(
        "#8a4a3c",
        [(x + 112, top + 8), (x + 112, SILL)],
        [(x + 128, top + 8), (x + 128, SILL)],
        width=4,
    )
    sheet.stroke(
        "#8a4a3c",
        *[[(x + 112, top + 30 * i), (x + 128, top + 30 * i)] for i in range(1, 6)],
        width=4,
    )


def _reader(sheet, x, top, wide):
    shade = [(x + 24, top + 50), (x + 54, top + 50), (x + 46, top + 28), (x + 32, top + 28)]
    sheet.fill("#fff6dc", shade)
    base = SILL + 2
    sheet.fill(
        "#3f3350",
        [
            *smooth(
                [
                    (x + 58, base),
                    (x + 64, base - 66),
                    (x + 84, base - 88),
                    (x + 108, base - 66),
                    (x + 118, base),
                ]
            )
        ],
    )
    sheet.fill("#c98d6b", ellipse(x + 82, base - 108, 19, 22))
    sheet.fill("#3a2530", arc(x + 85, base - 112, 22, 24, 200, 400, 20))
    sheet.fill(
        PAPER,
        [
            (x + 28, base - 62),
            (x + 56, base - 50),
            (x + 84, base - 62),
            (x + 84, base - 26),
            (x + 56, base - 14),
            (x + 28, base - 26),
        ],
    )
    sheet.stroke("#b99f7a", [(x + 56, base - 50), (x + 56, base - 14)], width=3)


def _parting(sheet, x, top, wide):
    """Somebody with a palm against the glass."""
    base = SILL + 2
    sheet.fill(
        TEAL,
        smooth(
            [
                (x + 40, base),
                (x + 46, base - 58),
                (x + 74, base - 78),
                (x + 104, base - 58),
                (x + 112, base),
            ]
        ),
    )
    sheet.fill(
        TEAL,
        ribbon([(x + 102, base - 52), (x + 116, base - 60), (x + 114, base - 84)], [20, 18, 14]),
    )
    sheet.fill("#d9a27c", ellipse(x + 76, base - 100, 20, 23), ellipse(x + 114, base - 92, 9, 11))
    hair = [
        *arc(x + 76, base - 106, 23, 24, 165, 375, 20),
        (x + 96, base - 74),
        (x + 92, base - 104),
        (x + 60, base - 106),
        (x + 56, base - 74),
    ]
    sheet.fill("#5a2f2a", hair)
    sheet.fill("#5a2f2a", ellipse(x + 69, base - 100, 2.4), ellipse(x + 84, base - 100, 2.4))


def _blind(sheet, x, top, wide):
    sheet.fill("#e0a565", rounded(x, top, x + wide, top + 112, 12))
    sheet.stroke(
        "#c6864c",
        *[[(x + 2, top + y), (x + wide - 2, top + y)] for y in range(16, 112, 16)],
        width=2,
    )
    sheet.fill("#8a4a3c", rect(x, top + 108, x + wide, top + 116))
    sheet.stroke("#8a4a3c", [(x + wide / 2, top + 116), (x + wide / 2, top + 134)], width=3)


def _door(sheet, x):
    sheet.fill("#0f1d33", rounded(x - 6, ROOF + 94, x + 104, EDGE - 4, 12))
    sheet.fill(WARM, rounded(x + 2, ROOF + 102, x + 96, EDGE - 14, 8))
    sheet.grain(
        CLAY,
        (0, ROOF + 160),
        (0, EDGE + 60),
        rounded(x + 2, ROOF + 102, x + 96, EDGE - 14, 8),
        strength=0.8,
    )
    sheet.fill("#8a4a3c", rect(x + 58, ROOF + 130, x + 96, EDGE - 14))
    sheet.fill("#c27a45", rect(x + 64, ROOF + 150, x + 90, ROOF + 260))
    sheet.fill("#d8c9a8", rect(x - 8, EDGE - 14, x + 106, EDGE - 4))
    sheet.stroke(
        HONEY,
        [(x - 14, SILL - 60), (x - 14, EDGE - 50)],
        [(x + 112, SILL - 60), (x + 112, EDGE - 50)],
        width=6,
    )
    pool = [(x - 10, EDGE + 4), (x + 108, EDGE + 4), (x + 190, HEIGHT), (x - 40, HEIGHT)]
    sheet.fade(HONEY, (0, HEIGHT - 40), (0, EDGE), pool, strength=0.6)


def _bellows(sheet, left, right):
    sheet.fill("#0d1729", rect(left - 2, ROOF + 60, right + 2, EDGE))
    sheet.fill(
        "#1f2c44", *[rect(x, ROOF + 62, x + 4, EDGE - 40) for x in range(left + 4, right, 10)]
    )


def _canopy(sheet):
    """The platform roof, its iron pillars, lamps and clock."""
    iron = "#101b30"
    for x in (236, 1520):
        sheet.fill(
            iron,
            rect(x - 15, 90, x + 15, 1040),
            rect(x - 27, 1000, x + 27, 1054),
            rect(x - 24, 300, x + 24, 320),
        )
        for side in (-1, 1):
            bracket = smooth([(x, 318), (x + side * 50, 200), (x + side * 170, 118)])
            sheet.stroke(iron, bracket, width=15)
            sheet.stroke(iron, arc(x + side * 62, 166, 28, 28, 0, 360, 30), width=7)
        sheet.grain(
            "#5f7482", (x - 4, 0), (x - 20, 0), rect(x - 15, 90, x + 15, 1000), strength=0.6
        )
    sheet.fill(iron, rect(0, 0, WIDTH, 96))
    sheet.fill("#223555", rect(0, 78, WIDTH, 88))
    fringe = [
        [(x, 94), (x + 36, 94), (x + 36, 118), (x + 18, 138), (x, 118)]
        for x in range(-8, WIDTH, 40)
    ]
    sheet.fill(iron, *fringe)
    for x in (600, 1170):
        sheet.stroke(iron, [(x, 90), (x, 214)], width=5)
        sheet.glow("#ffe3a3", x, 262, 330, strength=0.55)
        sheet.fill("#fff2cc", ellipse(x, 258, 30, 22))
        sheet.fill(iron, [*arc(x, 256, 66, 44, 180, 360, 20)])
        cone = [(x - 60, 262), (x + 60, 262), (x + 330, EDGE), (x - 330, EDGE)]
        sheet.fade("#ffe3a3", (0, 700), (0, 262), cone, strength=0.16)
    sheet.stroke(iron, [(880, 90), (880, 172)], width=8)
    sheet.fill(iron, ellipse(880, 232, 68))
    sheet.fill("#f7ecce", ellipse(880, 232, 57))
    sheet.fill(iron, *[ellipse(*arc(880, 232, 47, 47, a, a, 1)[0], 3.5) for a in range(0, 360, 30)])
    sheet.stroke(iron, [(880, 232), (880, 190)], width=5)
    sheet.stroke(iron, [(880, 232), (851, 219)], width=7)


def _people(sheet):
    for x, y, half in ((905, 1082, 120), (690, 1130, 120), (1290, 1110, 130), (340, 1150, 100)):
        sheet.fill(NIGHT, lens(x + 20, y, half, 13), opacity=0.55)
    person(sheet, 905, 1080, 268, "#1d2f52", "#141f38", hair="#101b30", stride=-0.12)
    sheet.fill(BRICK, [(885, 824), (926, 824), (931, 806), (881, 804)])
    sheet.fill("#101b30", [(872, 823), (926, 823), (926, 829), (868, 830)])
    person(sheet, 690, 1128, 282, CLAY, "#3a2c4a", hair="#5a2f2a", stride=0.55)
    _case(sheet, 765, 1010, 96, 112, TEAL)
    person(sheet, 1262, 1108, 276, "#8d9a76", INK, skin="#a76d4f", hair="#2a1c26", stride=-0.2)
    person(sheet, 1338, 1112, 182, HONEY, DEEP, skin="#a76d4f", hair="#2a1c26", stride=-0.25)
    _case(sheet, 1388, 1030, 86, 82, BRICK)
    _case(sheet, 296, 1060, 150, 92, "#8a5a3c")
    _case(sheet, 318, 1000, 106, 60, AMBER)


def _case(sheet, x, y, wide, high, ink):
    sheet.stroke(NIGHT, arc(x + wide / 2, y, 18, 16, 180, 360, 12), width=6)
    body = rounded(x, y, x + wide, y + high, 9)
    sheet.fill(ink, body)
    sheet.grain(NIGHT, (x, y), (x + wide * 0.7, y + high * 1.4), body, strength=0.85)
    sheet.fill(
        mix(ink, PAPER, 0.45),
        rect(x + wide * 0.2, y, x + wide * 0.2 + 7, y + high),
        rect(x + wide * 0.74, y, x + wide * 0.74 + 7, y + high),
    )
