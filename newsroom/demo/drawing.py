"""What the demo edition's pictures are drawn with: inks, forms and a sheet to print them on.

A form is a list of (x, y) points in the sheet's own units; every function that makes or bends
one is pure. Only `Sheet` touches pixels, and it draws at twice the size it delivers, so edges
come out smooth. Everything random comes from `Dice`, so a picture is the same on every machine.
"""

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw

NIGHT = "#131f36"
INK = "#1e2f47"
DEEP = "#254a61"
TEAL = "#2f6f79"
SEA = "#5d9b9d"
MIST = "#abc8c4"
PAPER = "#f5ead6"
SAND = "#e8d0a6"
HONEY = "#ebb75f"
AMBER = "#dd8f3e"
CLAY = "#c8643f"
BRICK = "#9b4036"
ROSE = "#dd9d88"
PLUM = "#57324f"
OLIVE = "#838a58"
MOSS = "#54673f"
PINE = "#2b463f"
STONE = "#938f86"

SUPERSAMPLE = 2
SEED = 1848


class Dice(Random):
    """Seeded chance; scenery only, never secrets."""

    def near(self, value, spread):
        return value + self.uniform(-spread, spread)

    def pick(self, things):
        return things[int(self.random() * len(things))]

    def chance(self, odds):
        return self.random() < odds


def mix(one, other, share):
    """The ink `share` (0 to 1) of the way from `one` to `other`."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


# Forms


def rect(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def arc(x, y, rx, ry, start, end, steps=40):
    """Points along an ellipse, angles in degrees, clockwise from three o'clock."""
    turns = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


def ellipse(x, y, rx, ry=None):
    return arc(x, y, rx, ry or rx, 0, 360, 64)


def rounded(left, top, right, bottom, radius):
    """A rectangle with round corners."""
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    return [
        *arc(left + r, top + r, r, r, 180, 270, 8),
        *arc(right - r, top + r, r, r, 270, 360, 8),
        *arc(right - r, bottom - r, r, r, 0, 90, 8),
        *arc(left + r, bottom - r, r, r, 90, 180, 8),
    ]


def arch(left, top, right, bottom, rise=None):
    """A doorway: straight sides under a round head `rise` high (half the width unless told)."""
    half = (right - left) / 2
    rise = half if rise is None else rise
    head = arc(left + half, top + rise, half, rise, 180, 360, 24)
    return [*head, (right, bottom), (left, bottom)]


def smooth(points, closed=False, steps=10):
    """A Catmull-Rom curve through the points."""
    ring = points if closed else [points[0], *points, points[-1]]
    count = len(points) if closed else len(points) - 1
    curve = []
    for i in range(count):
        knots = [ring[(i + j - (1 if closed else 0)) % len(ring)] for j in range(4)]
        curve += [_spline(knots, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _spline(knots, t):
    a, b, c, d = knots
    return tuple(
        0.5
        * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * (q - r) + s - p) * t**3)
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )


def ribbon(points, widths):
    """A band along the points, `widths` (one for each point) across."""
    left, right = [], []
    for i, (x, y) in enumerate(points):
        (px, py), (nx, ny) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        length = math.hypot(nx - px, ny - py) or 1
        ox, oy = (py - ny) / length * widths[i] / 2, (nx - px) / length * widths[i] / 2
        left.append((x + ox, y + oy))
        right.append((x - ox, y - oy))
    return left + right[::-1]


def taper(points, start, end):
    """A band along the points whose width goes evenly from `start` to `end`."""
    last = len(points) - 1
    return ribbon(points, [start + (end - start) * i / last for i in range(last + 1)])


def blob(dice, x, y, rx, ry=None, bumps=11, wobble=0.12):
    """A soft irregular round: a canopy, a cloud, a stone."""
    ry = ry or rx
    knots = []
    for i in range(bumps):
        turn, reach = 2 * math.pi * (i + dice.near(0, 0.2)) / bumps, 1 + dice.near(0, wobble)
        knots.append((x + rx * reach * math.cos(turn), y + ry * reach * math.sin(turn)))
    return smooth(knots, closed=True, steps=6)


def ridge(dice, left, right, y, height, floor, waves=(1, 2.3, 5.1), step=12):
    """Land from `floor` up to a rolling skyline around `y`."""
    phases = [(wave, dice.uniform(0, 6.3), height / wave) for wave in waves]
    top = []
    for i in range(int((right - left) / step) + 2):
        x = min(left + i * step, right)
        turn = 2 * math.pi * (x - left) / (right - left)
        top.append((x, y + sum(size * math.sin(turn * w + p) for w, p, size in phases)))
    return [*top, (right, floor), (left, floor)]


def peak(dice, points, floor, depth=5, rough=0.22):
    """A mountain: the skyline through `points`, broken up like rock, down to `floor`."""
    line = list(points)
    for _ in range(depth):
        finer = [line[0]]
        for (ax, ay), (bx, by) in pairwise(line):
            off = dice.near(0, rough * abs(bx - ax) * 0.5)
            finer += [((ax + bx) / 2, (ay + by) / 2 + off), (bx, by)]
        line = finer
    return [*line, (line[-1][0], floor), (line[0][0], floor)]


def moved(form, dx=0, dy=0, scale=1.0, flip=False):
    """The form scaled about the origin (mirrored if told), then moved."""
    across = -scale if flip else scale
    return [(x * across + dx, y * scale + dy) for x, y in form]


def turned(form, degrees, x, y):
    """The form turned clockwise about (x, y)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos)
        for px, py in form
    ]


def between(a, b, share):
    """The point `share` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def panel(corners, left, top, right, bottom):
    """A piece (shares 0 to 1) of a four-cornered face, corners clockwise from the top left."""
    a, b, c, d = corners

    def at(u, v):
        return between(between(a, b, u), between(d, c, u), v)

    return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]


class Sheet:
    """Paper `width` by `height` units, delivered `out` pixels wide."""

    def __init__(self, width, height, out):
        self.width, self.height = width, height
        self.scale = out * SUPERSAMPLE / width
        self.size = (out * SUPERSAMPLE, round(height * self.scale / SUPERSAMPLE) * SUPERSAMPLE)
        self.image = Image.new("RGB", self.size, PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.tooth = _tooth(self.size)

    def sky(self, *stops, left=0, right=None):
        """Smooth bands of ink down the sheet; `stops` are (y, ink), top first."""
        right = self.width if right is None else right
        for (top, one), (bottom, other) in pairwise(stops):
            box = [round(v * self.scale) for v in (left, top, right, bottom)]
            column = Image.new("RGB", (1, 64))
            for i in range(64):
                column.putpixel((0, i), ImageColor.getrgb(mix(one, other, i / 63)))
            size = (max(box[2] - box[0], 1), max(box[3] - box[1], 1))
            self.image.paste(column.resize(size, Image.Resampling.BILINEAR), box[:2])

    def fill(self, ink, *forms, opacity=1.0):
        """Print the forms flat."""
        if opacity >= 1:
            for form in forms:
                self.pen.polygon(self._pixels(form), fill=ink)
            return
        box, mask = self._mask(forms)
        if box:
            self.image.paste(ink, box, mask.point([round(v * opacity) for v in range(256)]))

    def stroke(self, ink, *lines, width=3):
        """Draw the lines with a round pen, `width` units thick."""
        size = max(round(width * self.scale), 1)
        for line in lines:
            self.pen.line(self._pixels(line), fill=ink, width=size, joint="curve")
            if size > 3:
                for x, y in (self._pixels(line)[0], self._pixels(line)[-1]):
                    r = size / 2
                    self.pen.ellipse((x - r, y - r, x + r, y + r), fill=ink)

    def fade(self, ink, start, end, *forms, strength=1.0):
        """Wash ink over the forms, none at point `start`, `strength` from point `end` on."""
        box, mask = self._mask(forms)
        if box:
            density = self._ramp(box, start, end, strength)
            self.image.paste(ink, box, ImageChops.multiply(mask, density))

    def grain(self, ink, start, end, *forms, strength=0.8):
        """Like `fade`, in dots, as a screen print does its shadows."""
        box, mask = self._mask(forms)
        if box:
            dots = self._dots(self._ramp(box, start, end, strength), box)
            self.image.paste(ink, box, ImageChops.multiply(mask, dots))

    def glow(self, ink, x, y, radius, ry=None, strength=0.8, dots=False):
        """Light around a point, falling off to nothing at `radius`."""
        ry = ry or radius
        box = self._box([(x - radius, y - ry), (x + radius, y + ry)], clip=False)
        size = (box[2] - box[0], box[3] - box[1])
        fall = [
            round(max(1 - v / 180, 0) ** 2 * 255 * strength) for v in range(256)
        ]  # 180: the rim
        disc = Image.radial_gradient("L").point(fall).resize(size, Image.Resampling.BILINEAR)
        seen = self._box([(x - radius, y - ry), (x + radius, y + ry)])
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            return
        disc = disc.crop([seen[i] - box[i % 2] for i in range(4)])
        self.image.paste(ink, seen, self._dots(disc, seen) if dots else disc)

    def finish(self, coarseness=5):
        """The picture at its delivered size, with the paper's grain on it."""
        image = self.image.reduce(SUPERSAMPLE)
        width, height = image.size
        levels = [128 + round((v - 128) / 128 * coarseness) for v in range(256)]
        paper = self.tooth.crop((0, 0, width, height)).point(levels)
        return ImageChops.add(image, Image.merge("RGB", [paper] * 3), 1, -128)

    def _pixels(self, form):
        return [(x * self.scale, y * self.scale) for x, y in form]

    def _box(self, points, clip=True):
        xs, ys = zip(*self._pixels(points), strict=True)
        box = [math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))]
        if clip:
            return [
                max(box[0], 0),
                max(box[1], 0),
                min(box[2], self.size[0]),
                min(box[3], self.size[1]),
            ]
        return box

    def _mask(self, forms):
        box = self._box([point for form in forms for point in form])
        if box[0] >= box[2] or box[1] >= box[3]:
            return None, None
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        pen = ImageDraw.Draw(mask)
        for form in forms:
            pen.polygon([(x - box[0], y - box[1]) for x, y in self._pixels(form)], fill=255)
        return box, mask

    def _ramp(self, box, start, end, strength):
        """Grey from 0 at `start` to `strength` at `end`, for the pixels of the box."""
        (sx, sy), (ex, ey) = self._pixels([start, end])
        length = (ex - sx) ** 2 + (ey - sy) ** 2 or 1
        along, down = (ex - sx) / length, (ey - sy) / length
        size = (box[2] - box[0], box[3] - box[1])
        small = (max(size[0] // 8, 1), max(size[1] // 8, 1))
        fx, fy = size[0] / small[0], size[1] / small[1]
        shift = (box[0] - sx) * along + (box[1] - sy) * down
        rows = (256 * along * fx, 256 * down * fy, 256 * shift + _RAMP_START)
        ramp = _RAMP.point([round(v * strength) for v in range(256)])
        return ramp.transform(
            small, Image.Transform.AFFINE, (0, 0, 1, *rows), Image.Resampling.BILINEAR
        ).resize(size, Image.Resampling.BILINEAR)

    def _dots(self, density, box):
        over = ImageChops.subtract(density, self.tooth.crop(box))
        return over.point([min(v * 12, 255) for v in range(256)])


def _tooth(size):
    """The paper's tooth: even noise over the sheet, one speck about an output pixel wide."""
    speck, tile = SUPERSAMPLE, 450
    grey = Image.frombytes("L", (tile, tile), Dice(SEED).randbytes(tile * tile))
    grey = grey.resize((tile * speck, tile * speck), Image.Resampling.NEAREST)
    sheet = Image.new("L", size)
    for x in range(0, size[0], grey.width):
        for y in range(0, size[1], grey.height):
            sheet.paste(grey, (x, y))
    return sheet


def _long_ramp():
    """0 to 255, then white for a long way; what lies outside an image counts as black."""
    ramp = Image.new("L", (3, 16384), 255)
    ramp.paste(Image.linear_gradient("L").resize((3, 256)), (0, _RAMP_START))
    ramp.paste(0, (0, 0, 3, _RAMP_START))
    return ramp


_RAMP_START = 16
_RAMP = _long_ramp()
