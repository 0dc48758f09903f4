"""Things that turn up in more than one of the demo edition's pictures."""

from newsroom.demo.drawing import (
    HONEY,
    INK,
    MOSS,
    OLIVE,
    PINE,
    PLUM,
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
)

WIDTH, HEIGHT = 1800, 1200


def ripples(sheet, dice, ink, box, count, size=60, opacity=1.0):
    """Light on water: thin lenses in the box, longer and thicker towards its bottom."""
    left, top, right, bottom = box
    forms = []
    for _ in range(count):
        depth = dice.random() ** 0.7
        x, y = dice.uniform(left, right), top + (bottom - top) * depth
        half = size * (0.15 + 0.85 * depth) * dice.uniform(0.5, 1.3)
        forms.append(lens(x, y, half, (1 + 4 * depth) * size / 60))
    sheet.fill(ink, *forms, opacity=opacity)


def lens(x, y, half, thick):
    return smooth([(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)], True, 4)


def birds(sheet, ink, *places):
    """Gulls far off: (x, y, span) each."""
    for x, y, span in places:
        wings = [(-1, -0.12), (-0.55, -0.34), (0, 0), (0.5, -0.42), (1, -0.3)]
        wing = smooth([(x + span * u, y + span * v) for u, v in wings], steps=6)
        last = len(wing) - 1
        sheet.fill(
            ink,
            ribbon(wing, [span * 0.13 * (1 - abs(2 * i / last - 1)) + 1 for i in range(last + 1)]),
        )


def cloud(sheet, dice, ink, x, y, width, thick=None, shade=None):
    """A flat-bottomed bank of cloud resting on y."""
    thick = thick or width * 0.2
    puffs = []
    for i in range(7):
        share = (i + 0.5) / 7
        swell = 1 - abs(2 * share - 1) ** 1.6
        size = thick * (0.32 + 0.5 * swell) * dice.uniform(0.8, 1.15)
        puffs.append(
            arc(x - width / 2 + width * share, y, width * 0.13 + size * 0.4, size, 180, 360)
        )
    puffs.append(lens(x, y, width * 0.62, thick * 0.12))
    sheet.fill(ink, *puffs)
    if shade:
        sheet.grain(shade, (x, y - thick * 0.7), (x, y + thick * 0.2), *puffs, strength=0.6)


def canopy(sheet, dice, x, y, size, leaf, shade, light=None, count=9):
    """A broad-leaved crown: overlapping rounds, dark beneath and lit from the upper left."""
    rounds = [blob(dice, x, y, size * 0.7, size * 0.55)]
    for i in range(count):
        off = -0.62 + 1.24 * (i + 0.5) / count
        rounds.append(
            blob(
                dice,
                x + size * off,
                y + size * dice.uniform(-0.42, 0.28) * (1.1 - abs(off)),
                size * dice.uniform(0.3, 0.42),
            )
        )
    sheet.fill(leaf, *rounds)
    sheet.grain(shade, (x - size * 0.2, y - size * 0.3), (x + size * 0.5, y + size * 0.7), *rounds)
    for _ in range(count if light else 0):
        u, v = dice.uniform(-0.7, 0.35), dice.uniform(-0.5, 0.1)
        tuft = blob(dice, x + size * u, y + size * v, size * 0.16, size * 0.12)
        cx, cy = x + size * u, y + size * v
        sheet.grain(
            light, (cx + size * 0.1, cy + size * 0.12), (cx - size * 0.2, cy - size * 0.2), tuft
        )
    return rounds


def leaves(sheet, dice, ink, x, y, rx, ry, count, size):
    """Single leaves scattered in an ellipse."""
    forms = []
    for _ in range(count):
        u, v = dice.near(0, 1), dice.near(0, 1)
        if u * u + v * v < 1:
            forms.append(
                ellipse(x + rx * u, y + ry * v, size * dice.uniform(0.6, 1.2), size * 0.55)
            )
    if forms:
        sheet.fill(ink, *forms)


def person(sheet, x, y, tall, coat, legs=INK, skin="#c98d6b", hair=INK, stride=0.2, bag=None):
    """Somebody standing with their feet at (x, y); `stride` opens the step, minus turns them."""
    flip = stride < 0

    def put(ink, form):
        sheet.fill(ink, moved([(u * tall, v * tall) for u, v in form], x, y, flip=flip))

    step = abs(stride) * 0.5
    put(mix(legs, "#000000", 0.25), taper([(0, -0.5), (-step, -0.02)], 0.13, 0.06))
    put(legs, taper([(0, -0.5), (step, -0.02)], 0.13, 0.06))
    put(INK, ellipse(step + 0.03, -0.015, 0.05, 0.02))
    put(INK, ellipse(-step + 0.03, -0.015, 0.05, 0.02))
    back = smooth([(-0.03, -0.79), (-0.13, -0.6), (-0.13 - step * 0.5, -0.42)], steps=5)
    put(mix(coat, INK, 0.35), taper(back, 0.09, 0.06))
    put(coat, smooth([(0, -0.86), (0.1, -0.8), (0.13, -0.4), (-0.13, -0.4), (-0.1, -0.8)], True, 6))
    if bag:
        put(bag, rounded(0.02, -0.5, 0.22, -0.32, 0.04))
    front = smooth([(0.03, -0.79), (0.1, -0.6), (0.12 + step * 0.5, -0.44)], steps=5)
    put(mix(coat, INK, 0.18), taper(front, 0.09, 0.06))
    put(skin, ellipse(0.13 + step * 0.5, -0.43, 0.03))
    put(skin, rect(-0.03, -0.9, 0.035, -0.82))
    put(skin, ellipse(0.01, -0.925, 0.062, 0.072))
    put(hair, arc(-0.004, -0.935, 0.07, 0.075, 130, 345))


def palm(sheet, dice, x, y, size, lean=20):
    """A palm tree standing at (x, y), about 300 units high at size 1."""
    top = (x + lean * size, y - 230 * size)
    trunk = smooth([(x, y), (x + lean * 0.2 * size, y - 120 * size), top])
    sheet.fill("#7d5647", taper(trunk, 22 * size, 12 * size))
    for angle in range(-200, 30, 23):
        tip = arc(*top, 112 * size, 96 * size, angle, angle, 1)[0]
        out = tip[0] - top[0]
        droop = (tip[0] + out * 0.3, tip[1] + abs(out) * 0.6 - 6 * size)
        rib = smooth([top, tip, droop], steps=8)
        last = len(rib) - 1
        swell = [22 * size * (1 - abs(2 * i / last - 0.8) ** 1.5 * 0.75) for i in range(last + 1)]
        frond = ribbon(rib, [max(wide, 1) for wide in swell])
        sheet.fill(dice.pick(["#5f7a52", "#47664b", "#7b8f58"]), frond)


def pot(sheet, dice, x, y, size, ink, bloom):
    """A flowering plant in a pot standing on y."""
    sheet.fill(PLUM, lens(x + 14 * size, y, 58 * size, 8), opacity=0.5)
    for tone in (PINE, MOSS, OLIVE):
        leaves(sheet, dice, tone, x, y - 112 * size, 56 * size, 58 * size, 60, 10 * size)
    leaves(sheet, dice, bloom, x, y - 120 * size, 50 * size, 46 * size, 16, 9 * size)
    body = moved([(-36, -74), (36, -74), (26, 0), (-26, 0)], x, y, size)
    sheet.fill(ink, body, moved(rect(-42, -82, 42, -66), x, y, size))
    sheet.grain(PLUM, (x, 0), (x + 40 * size, 0), body, strength=0.8)


def cat(sheet, x, y, size=1.0):
    body = [(-20, 0), (-22, -30), (-8, -52), (12, -46), (24, -14), (22, 0)]
    tail = ribbon(smooth([(18, -5), (52, -8), (60, -34)]), [9] * 21)
    ears = ([(-26, -58), (-24, -80), (-12, -68)], [(-6, -68), (6, -80), (6, -56)])
    forms = [smooth(body, True, 6), tail, *ears, ellipse(-10, -58, 17, 15), ellipse(0, -4, 24, 6)]
    sheet.fill(INK, *[moved(form, x, y, size) for form in forms])
    sheet.fill(HONEY, *[moved(ellipse(at, -59, 2.6), x, y, size) for at in (-16, -4)])


def panes(left, top, right, bottom, columns, rows, gap=0.35):
    """A grid of windows filling the box; `gap` is the share of wall between them."""
    wide, high = (right - left) / columns, (bottom - top) / rows
    return [
        rect(
            left + wide * (i + gap / 2),
            top + high * (j + gap / 2),
            left + wide * (i + 1 - gap / 2),
            top + high * (j + 1 - gap / 2),
        )
        for j in range(rows)
        for i in range(columns)
    ]
