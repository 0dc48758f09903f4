"""What lies on the kitchen table, seen from above."""

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    HONEY,
    INK,
    MIST,
    MOSS,
    OLIVE,
    ROSE,
    SAND,
    SEA,
    TEAL,
    arc,
    blob,
    ellipse,
    mix,
    moved,
    rect,
    ribbon,
    rounded,
    smooth,
    taper,
    turned,
)

FALL = (20, 26)  # where shadows fall: right and down


def shadow(sheet, *forms, reach=1.0, strength=0.45):
    dx, dy = FALL[0] * reach, FALL[1] * reach
    sheet.fill("#3a1f2c", *[moved(form, dx, dy) for form in forms], opacity=strength)


def bowl(sheet, dice, x, y, r):
    """A glazed bowl of dried chillies."""
    shadow(sheet, ellipse(x, y, r), reach=1.8)
    sheet.fill("#f6ead0", ellipse(x, y, r))
    sheet.grain("#a57f76", (x, y), (x + r, y + r), ellipse(x, y, r), strength=0.8)
    sheet.stroke("#2f5f86", arc(x, y, r - 8, r - 8, 0, 360, 80), width=6)
    for a in range(0, 360, 20):
        cx, cy = arc(x, y, r - 32, r - 32, a, a, 1)[0]
        petals = [ellipse(*arc(cx, cy, 9, 9, b + a, b + a, 1)[0], 7) for b in range(0, 360, 90)]
        sheet.fill("#2f5f86" if a % 40 else AMBER, *petals)
        sheet.fill(AMBER if a % 40 else "#2f5f86", ellipse(cx, cy, 4.5))
    inside = ellipse(x, y, r - 56)
    sheet.stroke("#2f5f86", arc(x, y, r - 54, r - 54, 0, 360, 80), width=5)
    sheet.fill("#c9a58a", inside)
    sheet.grain("#5a3340", (x + 40, y + 40), (x - r * 0.8, y - r * 0.8), inside, strength=0.9)
    for i in range(17):
        a, reach = i * 137.5, (r - 112) * (i / 17) ** 0.5
        cx, cy = arc(x, y, reach, reach, a, a, 1)[0]
        _chilli(
            sheet,
            cx,
            cy,
            0.86,
            dice.uniform(0, 360),
            dice.pick([BRICK, "#b5442f", "#7d2a2e", CLAY]),
        )


def _chilli(sheet, x, y, size, angle, ink):
    form = smooth(
        [(-62, -14), (-30, -24), (18, -16), (70, 12), (24, 10), (-30, 14), (-60, 6)], True, 6
    )
    body = turned(moved(form, x, y, size), angle, x, y)
    sheet.fill("#3a1f2c", moved(body, 6, 8), opacity=0.4)
    sheet.fill(ink, body)
    gleam = turned(
        moved(ribbon([(-44, -8), (-10, -12), (26, -3)], [2, 7, 2]), x, y, size), angle, x, y
    )
    sheet.fill(mix(ink, "#ffd9b0", 0.45), gleam)
    stalk = turned(
        moved(ribbon([(-60, -4), (-82, -8), (-94, -20)], [10, 7, 5]), x, y, size), angle, x, y
    )
    sheet.fill(MOSS, stalk)


def spoon(sheet, x, y, angle):
    bowl = smooth(
        [
            (-330, 0),
            (-310, -48),
            (-240, -58),
            (-180, -26),
            (-166, 0),
            (-180, 26),
            (-240, 58),
            (-310, 48),
        ],
        True,
        6,
    )
    handle = taper([(-190, 0), (100, 4), (360, 0)], 24, 34)
    forms = [turned(moved(form, x, y), angle, x, y) for form in (handle, bowl, ellipse(360, 0, 17))]
    shadow(sheet, *forms, reach=0.8)
    sheet.fill("#d9a066", *forms)
    hollow = turned(
        moved(
            smooth(
                [(-312, 0), (-290, -34), (-236, -40), (-192, 0), (-236, 40), (-290, 34)], True, 6
            ),
            x,
            y,
        ),
        angle,
        x,
        y,
    )
    sheet.fill("#b97a4a", hollow)
    sheet.grain("#e8bb82", (x - 250, y + 40), (x - 230, y + 120), hollow, strength=0.9)
    sheet.grain("#8a5436", (x, y - 10), (x + 30, y + 40), *forms, strength=0.6)


def coffee(sheet, x, y, r):
    shadow(sheet, ellipse(x, y, r))
    sheet.fill("#f3e2c2", ellipse(x, y, r))
    sheet.grain("#b08a7a", (x, y), (x + r, y + r), ellipse(x, y, r), strength=0.7)
    sheet.stroke(TEAL, arc(x, y, r - 10, r - 10, 0, 360, 60), width=5)
    cup = ellipse(x - 4, y - 4, r * 0.6)
    handle = ribbon(
        smooth([(x + 44, y + 24), (x + 92, y + 40), (x + 92, y + 74), (x + 38, y + 52)]), [15] * 31
    )
    shadow(sheet, cup, handle, reach=0.7)
    sheet.fill(SEA, handle, cup)
    sheet.fill("#3f2530", ellipse(x - 4, y - 4, r * 0.5))
    sheet.grain(
        "#a9693f", (x, y), (x - r * 0.5, y - r * 0.4), ellipse(x - 4, y - 4, r * 0.5), strength=0.8
    )
    sheet.stroke("#c98a58", arc(x - 4, y - 4, r * 0.42, r * 0.42, 200, 280, 16), width=4)


def limes(sheet):
    for x, y, r, cut in (
        (1690, 520, 74, True),
        (1742, 1072, 82, False),
        (1610, 1120, 70, True),
        (1188, 150, 58, True),
    ):
        shadow(sheet, ellipse(x, y, r), reach=0.9)
        sheet.fill("#6f8f45", ellipse(x, y, r))
        if not cut:
            sheet.grain("#3d5a35", (x, y), (x + r, y + r), ellipse(x, y, r))
            sheet.grain(
                "#c3d07f", (x, y), (x - r * 0.9, y - r * 0.9), ellipse(x, y, r), strength=0.8
            )
            continue
        sheet.fill("#eef0c4", ellipse(x, y, r * 0.9))
        for i in range(9):
            a = i * 40
            points = [
                arc(x, y, r * 0.12, r * 0.12, a + 20, a + 20, 1)[0],
                *arc(x, y, r * 0.79, r * 0.79, a + 4, a + 36, 6),
            ]
            sheet.fill("#b9c965", points)
            sheet.grain("#8fa84d", (x, y), points[3], points, strength=0.7)


def herbs(sheet, dice):
    """Cinnamon, garlic, and a sprig across the corner of the page."""
    for i, angle in enumerate((24, 31)):
        roll = turned(rounded(1200, 336 + 30 * i, 1390, 360 + 30 * i, 11), angle - 60, 1290, 350)
        shadow(sheet, roll, reach=0.5)
        sheet.fill("#8a4a30", roll)
        sheet.fill(
            "#c07a4a",
            turned(rounded(1204, 340 + 30 * i, 1386, 347 + 30 * i, 3), angle - 60, 1290, 350),
        )
    stem = smooth([(250, 1130), (200, 1010), (196, 900), (230, 800)])
    sheet.stroke(MOSS, stem, width=6)
    for i in range(3, len(stem) - 2, 4):
        x, y = stem[i]
        for side in (-1, 1):
            leaf = smooth([(0, 0), (34, -17), (74, 0), (34, 17)], True, 5)
            form = turned(moved(leaf, x, y, 1.1), -90 + side * 58 + dice.near(0, 8), x, y)
            shadow(sheet, form, reach=0.35, strength=0.3)
            ink = dice.pick([OLIVE, MOSS, "#6f8552"])
            sheet.fill(ink, form)
            sheet.stroke(mix(ink, SAND, 0.45), [form[0], form[len(form) // 2]], width=2)
    for x, y, r in ((420, 560, 58), (346, 610, 44)):
        head = blob(dice, x, y, r, r * 0.9, 7, 0.06)
        shadow(sheet, head, reach=0.8)
        sheet.fill("#f8eedd", head)
        sheet.grain(ROSE, (x, y), (x + r, y + r), head, strength=0.8)
        sheet.stroke(
            "#cdaaa0",
            *[arc(x, y, r * 0.86, r * k, 200, 340, 16) for k in (0.25, 0.6)],
            *[arc(x, y, r * 0.86, r * k, 20, 160, 16) for k in (0.25, 0.6)],
            width=2.5,
        )
        sheet.fill("#c9a894", ellipse(x, y, r * 0.16))


def pencil(sheet, x, y):
    def place(form):
        return turned(moved(form, x, y), -21, x, y)

    shadow(sheet, place(rect(-180, -12, 170, 12)), reach=0.5)
    sheet.fill(HONEY, place(rect(-150, -12, 150, 12)))
    sheet.fill(AMBER, place(rect(-150, 3, 150, 12)))
    sheet.fill("#f1d9b0", place([(150, -12), (192, 0), (150, 12)]))
    sheet.fill(INK, place([(180, -4), (196, 0), (180, 4)]))
    sheet.fill(MIST, place(rect(-166, -12, -150, 12)))
    sheet.fill(CLAY, place(rounded(-192, -12, -166, 12, 6)))
