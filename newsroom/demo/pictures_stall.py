"""A market stall: awning, wares and seller."""

from newsroom.demo.drawing import (
    AMBER,
    BRICK,
    CLAY,
    DEEP,
    INK,
    MOSS,
    OLIVE,
    PAPER,
    PINE,
    PLUM,
    TEAL,
    arc,
    ellipse,
    mix,
    rect,
    smooth,
)

WOOD = "#a9693f"
FRUIT = {
    "orange": (AMBER, "#b8622c", 17),
    "lemon": ("#f3d264", "#c99a35", 15),
    "tomato": ("#cf4a35", "#8a2f30", 15),
    "aubergine": ("#5d3558", "#2f1d38", 16),
    "lime": ("#9db057", "#5f7a3f", 14),
    "peach": ("#eda579", "#c0634e", 17),
    "plum": ("#8a4a78", "#4a2c54", 13),
}

SELLERS = (
    ("#5d9b9d", "#c98d6b", "#f1dfc0"),
    ("#f5ead6", "#a76d4f", "#9b4036"),
    ("#ebb75f", "#d9a27c", "#f1dfc0"),
)


def stall(sheet, dice, number, x, wide, ink, wares):
    floor, counter = 1010, 838
    sheet.fill(
        PLUM,
        [
            (x - 10, floor),
            (x + wide + 10, floor),
            (x + wide + 90, floor + 44),
            (x + 60, floor + 48),
        ],
        opacity=0.45,
    )
    back = rect(x + 16, 560, x + wide - 16, floor)
    sheet.fill("#5a3a44", back)
    sheet.grain(AMBER, (0, 600), (0, 1000), back, strength=0.3)
    for post in (x + 8, x + wide - 22):
        sheet.fill("#7d4a35", rect(post, 500, post + 14, floor + 4))
    _hanging(sheet, x, wide, wares)
    seat = x + wide * (0.34 if "bottles" in wares else 0.6)
    _seller(sheet, seat, counter, *SELLERS[number])
    if "bottles" in wares:
        _bottles(sheet, dice, x + wide * 0.5, counter + 4, wide * 0.46)
    _crates(sheet, dice, x, wide, counter, [ware for ware in wares if ware != "bottles"])
    apron = rect(x - 4, counter + 92, x + wide + 4, floor)
    sheet.fill(mix(ink, PLUM, 0.12), apron)
    folds = [
        rect(x + 20 + 62 * i, counter + 92, x + 34 + 62 * i, floor) for i in range(int(wide / 62))
    ]
    sheet.fill(mix(ink, PLUM, 0.35), *folds)
    sheet.grain(PLUM, (0, counter + 130), (0, floor + 40), apron, strength=0.7)
    sheet.fill("#c98a58", rect(x - 12, counter + 82, x + wide + 12, counter + 98))
    _awning(sheet, x - 46, x + wide + 46, 468, ink)


def _awning(sheet, left, right, top, ink):
    count = 12
    wide = (right - left) / count
    for i in range(count):
        tone = ink if i % 2 == 0 else "#f8ead0"
        x1, x2 = left + wide * i, left + wide * (i + 1)
        t1, t2 = (
            left + 60 + (right - left - 120) * i / count,
            left + 60 + (right - left - 120) * (i + 1) / count,
        )
        sheet.fill(tone, [(t1, top), (t2, top), (x2, top + 122), (x1, top + 122)])
        flap = [
            (x1, top + 122),
            (x2, top + 122),
            (x2, top + 148),
            *arc((x1 + x2) / 2, top + 148, wide / 2, 20, 0, 180, 10),
        ]
        sheet.fill(mix(tone, PLUM, 0.22), flap)
    whole = [(left + 60, top), (right - 60, top), (right, top + 122), (left, top + 122)]
    sheet.grain(PLUM, (left, 0), (right + 500, 0), whole, strength=0.8)
    sheet.grain("#fff6df", (0, top + 80), (0, top - 30), whole, strength=0.5)
    sheet.fill("#7d4a35", rect(left + 54, top - 8, right - 54, top + 2))
    under = [
        (left + 50, top + 168),
        (right - 50, top + 168),
        (right - 60, top + 240),
        (left + 60, top + 240),
    ]
    sheet.fade("#2f1d30", (0, top + 245), (0, top + 160), under, strength=0.55)


def _hanging(sheet, x, wide, wares):
    """Strings of garlic and peppers from the ridge of the stall."""
    for i in range(4):
        px = x + 70 + i * (wide - 140) / 3
        if "bottles" in wares:
            sheet.stroke("#c9a37a", [(px, 600), (px, 650)], width=3)
            ham = smooth(
                [
                    (px, 640),
                    (px + 22, 680),
                    (px + 18, 726),
                    (px, 740),
                    (px - 18, 726),
                    (px - 22, 680),
                ],
                True,
                5,
            )
            sheet.fill("#f3d9a0" if i % 2 else "#e6c283", ham)
            sheet.grain(PLUM, (px - 4, 0), (px + 26, 0), ham)
            sheet.stroke("#b98a5a", [(px - 20, 690), (px + 20, 690)], width=3)
            continue
        for step in range(6):
            off = 9 if step % 2 else -9
            bulb = ellipse(px + off, 620 + step * 19, 12, 11)
            sheet.fill("#f7e8d6" if i % 2 else CLAY, bulb)
            sheet.grain(PLUM, (px + off - 2, 0), (px + off + 14, 0), bulb, strength=0.8)


def _seller(sheet, x, counter, coat, skin, hat):
    body = smooth(
        [
            (x - 62, counter + 40),
            (x - 58, counter - 66),
            (x - 20, counter - 100),
            (x + 20, counter - 100),
            (x + 58, counter - 66),
            (x + 62, counter + 40),
        ]
    )
    sheet.fill(coat, body)
    sheet.grain(PLUM, (x, 0), (x + 80, 0), body, strength=0.7)
    sheet.fill(
        DEEP,
        [
            (x - 34, counter + 40),
            (x - 30, counter - 54),
            (x + 30, counter - 54),
            (x + 34, counter + 40),
        ],
    )
    sheet.stroke(
        DEEP,
        [(x - 28, counter - 54), (x - 20, counter - 96)],
        [(x + 28, counter - 54), (x + 20, counter - 96)],
        width=7,
    )
    sheet.fill(
        skin, rect(x - 13, counter - 124, x + 13, counter - 92), ellipse(x, counter - 144, 31, 36)
    )
    sheet.fill("#2a1c26", arc(x, counter - 150, 35, 36, 175, 365, 20))
    sheet.fill(
        hat,
        [
            (x - 36, counter - 158),
            (x + 36, counter - 158),
            (x + 28, counter - 186),
            (x - 28, counter - 186),
        ],
    )
    sheet.fill("#2a1c26", ellipse(x - 11, counter - 142, 3), ellipse(x + 11, counter - 142, 3))
    smile = arc(x, counter - 132, 11, 8, 20, 160, 10)
    sheet.stroke("#8a4a3c", smile, width=3)


def _crates(sheet, dice, x, wide, counter, wares):
    """Two sloping rows of crates; the fruit heaped in each."""
    half = len(wares) == 2  # the other half of the back row is bottles
    for row, (top, deep) in enumerate(((counter - 36, 60), (counter + 22, 66))):
        kinds = wares if row else wares[::-1]
        count = len(kinds) if row or half else len(kinds) - 1
        space = (wide - 12) * (0.46 if half and not row else 1)
        each = space / count
        for i in range(count):
            _crate(sheet, dice, x + 6 + each * i, top, each - 6, deep, kinds[i])


def _crate(sheet, dice, x, y, wide, deep, kind):
    ink, dark, size = FRUIT[kind]
    rows = []
    for row in range(3):
        step = size * 1.72
        count = int((wide - 10) / step)
        pad = (wide - count * step) / 2 + (row % 2) * step * 0.3
        rows += [
            (x + pad + step * (i + 0.5) - row % 2 * step * 0.3, y - 12 + row * 17 + dice.near(0, 3))
            for i in range(count)
        ]
    for cx, cy in rows:
        fruit = ellipse(cx, cy, size * (1.15 if kind in ("lemon", "aubergine") else 1), size)
        sheet.fill(ink, fruit)
        sheet.grain(
            dark,
            (cx - size * 0.2, cy - size * 0.2),
            (cx + size * 0.9, cy + size),
            fruit,
            strength=0.9,
        )
        sheet.fill(
            mix(ink, "#fff6df", 0.55),
            ellipse(cx - size * 0.36, cy - size * 0.4, size * 0.24, size * 0.17),
        )
        if kind in ("tomato", "aubergine", "orange"):
            sheet.fill(MOSS, ellipse(cx + 2, cy - size * 0.75, size * 0.3, size * 0.17))
    front = rect(x, y + deep * 0.55, x + wide, y + deep)
    sheet.fill("#c98a58", front)
    sheet.fill("#8f5a3c", rect(x, y + deep * 0.74, x + wide, y + deep * 0.79))
    sheet.fill(
        WOOD,
        rect(x, y + deep * 0.5, x + 8, y + deep),
        rect(x + wide - 8, y + deep * 0.5, x + wide, y + deep),
    )
    tag = rect(x + wide * 0.5 - 20, y + deep * 0.5 - 26, x + wide * 0.5 + 20, y + deep * 0.5 + 2)
    sheet.fill(PAPER, tag)
    sheet.stroke(
        INK,
        [(tag[0][0] + 8, tag[0][1] + 10), (tag[1][0] - 8, tag[0][1] + 10)],
        [(tag[0][0] + 8, tag[0][1] + 18), (tag[1][0] - 16, tag[0][1] + 18)],
        width=3,
    )


def _bottles(sheet, dice, x, floor, wide):
    """Oil and wine in rows."""
    for row in range(2):
        for i in range(8):
            px, py = x + 12 + i * wide / 8 + row * 8, floor - 26 + row * 42
            ink = (OLIVE, "#b9943f", PINE, BRICK)[(i + row) % 4]
            tall = 118 + 10 * ((i + row) % 2)
            form = [
                (px - 14, py),
                (px - 14, py - tall * 0.58),
                *smooth(
                    [(px - 14, py - tall * 0.58), (px - 6, py - tall * 0.72), (px - 6, py - tall)],
                    steps=4,
                ),
                *smooth(
                    [(px + 6, py - tall), (px + 6, py - tall * 0.72), (px + 14, py - tall * 0.58)],
                    steps=4,
                ),
                (px + 14, py),
            ]
            sheet.fill(ink, form)
            sheet.grain(INK, (px - 2, 0), (px + 16, 0), form)
            sheet.fill("#f7e8c8", rect(px - 14, py - tall * 0.44, px + 14, py - tall * 0.16))
            sheet.fill(
                CLAY if i % 2 else TEAL, rect(px - 14, py - tall * 0.34, px + 14, py - tall * 0.28)
            )
            sheet.fill(
                "#c9a37a" if i % 2 else BRICK, rect(px - 7, py - tall - 6, px + 7, py - tall + 8)
            )
            sheet.fill(
                mix(ink, PAPER, 0.6), rect(px - 10, py - tall * 0.56, px - 7, py - tall * 0.46)
            )
