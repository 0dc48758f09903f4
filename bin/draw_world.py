"""Draws static/site/world.svg: every country as a few level strokes, as an engraver would.

    .venv/bin/python bin/draw_world.py node_modules/world-atlas/countries-50m.json

Natural Earth’s borders are in the public domain; the npm package world-atlas holds them as
TopoJSON. Each parallel of an Equal Earth projection is a level line, so that a country is the
runs where such lines, a fixed step apart, cross it. One path a country, its id the code in
small letters: a page shows one by `<use href="world.svg#fr">`. A country between two lines
gets one short stroke, so that none is missing.
"""

import json
import math
import sys
from itertools import chain, pairwise
from pathlib import Path

from babel.core import get_global

TARGET = Path(__file__).resolve().parent.parent / "static" / "site" / "world.svg"
WIDTH, STEP, SHORTEST = 900, 4, 3
HALF_TURN = 180  # degrees
NORTH, SOUTH = 82, -55.8  # degrees; without Antarctica
# Equal Earth, Šavrič, Patterson and Jenny 2018.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2
NUMBERED = get_global("territory_aliases")


def project(lon, lat):
    """The point on a plane in which the equator is about 5.41 wide, y growing southward."""
    t = math.asin(ROOT * math.sin(math.radians(lat)))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = math.radians(lon) * math.cos(t) / (ROOT * slope)
    return x, -(A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t)


EAST = project(180, 0)[0]
TOP = project(0, NORTH)[1]
SCALE = WIDTH / (2 * EAST)


def place(lon, lat):
    x, y = project(lon, lat)
    return (x + EAST) * SCALE, (y - TOP) * SCALE


def arcs(topology):
    """The lines of a TopoJSON, unpacked into longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield line


def edges(geometry, lines):
    """Every edge of every ring of a country, as pairs of places."""
    shapes = geometry.get("arcs", [])
    polygons = [shapes] if geometry["type"] == "Polygon" else shapes
    for ring in (ring for polygon in polygons for ring in polygon):
        parts = (lines[number] if number >= 0 else lines[~number][::-1] for number in ring)
        yield from pairwise(place(*point) for point in whole(chain.from_iterable(parts)))


def whole(ring):
    """Without the leap of 360 degrees where a ring meets the date line."""
    before = turns = 0
    for lon, lat in ring:
        if abs(lon - before) > HALF_TURN:
            turns += 1 if lon < before else -1
        before = lon
        yield lon + turns * 2 * HALF_TURN, lat


def strokes(sides, height):
    """[(x, y, length)] in whole units: where the level lines cross these sides, in pairs."""
    found = []
    for y in range(STEP, height, STEP):
        level = y + 0.01  # never through a corner
        crossed = sorted(
            ax + (level - ay) * (bx - ax) / (by - ay)
            for (ax, ay), (bx, by) in sides
            if (ay > level) != (by > level)
        )
        for left, right in zip(crossed[::2], crossed[1::2], strict=True):
            if right - left >= SHORTEST:
                found.append((round(left), y, round(right) - round(left)))
    return found or [_smallest(sides)]


def _smallest(sides):
    xs, ys = [a[0] for a, _ in sides], [a[1] for a, _ in sides]
    y = round((min(ys) + max(ys)) / 2 / STEP) * STEP
    return round((min(xs) + max(xs)) / 2) - 1, y, SHORTEST


def code(geometry):
    names = NUMBERED.get(str(geometry.get("id", "")).zfill(3), [])
    return names[0].lower() if names and len(names[0]) == 2 else ""


def main(path):
    topology = json.loads(Path(path).read_text())
    lines = list(arcs(topology))
    height = round(place(0, SOUTH)[1]) + STEP
    paths = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = code(geometry)
        if name == "aq":
            continue
        for stroke in strokes(list(edges(geometry, lines)), height):
            paths.setdefault(name, []).append(stroke)
    drawn = []
    for name, found in sorted(paths.items()):
        at = f' id="{name}"' if name else ""
        drawn.append(f'<path{at} d="{_line(found)}"/>')
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">'
        f'<g id="land" fill="none">{"".join(drawn)}</g></svg>\n'
    )


def _line(found):
    return "".join(f"M{x} {y}h{length}" for x, y, length in found)


if __name__ == "__main__":
    main(sys.argv[1])
