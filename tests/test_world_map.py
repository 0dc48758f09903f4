"""The map of the world, as bin/draw_world.py draws it."""

import importlib.util
import json
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parent.parent / "bin"
spec = importlib.util.spec_from_file_location("draw_world", BIN / "draw_world.py")
draw_world = importlib.util.module_from_spec(spec)
spec.loader.exec_module(draw_world)


def sides(*corners):
    """The edges of a ring with these corners, on the plane."""
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def test_the_middle_of_the_world_stands_in_the_middle_of_the_map():
    x, _ = draw_world.place(0, 0)

    assert x == pytest.approx(draw_world.WIDTH / 2)


def test_the_north_is_above_the_south_and_both_are_narrower_than_the_equator():
    north, equator, south = (draw_world.place(180, lat) for lat in (60, 0, -50))

    assert north[1] < equator[1] < south[1]
    assert north[0] < equator[0] > south[0]


def test_a_square_is_crossed_by_level_strokes_of_one_length():
    step = draw_world.STEP

    found = draw_world.strokes(sides((10, 1), (30, 1), (30, 3.5 * step), (10, 3.5 * step)), 100)

    assert found == [(10, step, 20), (10, 2 * step, 20), (10, 3 * step, 20)]


def test_a_bay_parts_a_stroke_in_two():
    step = draw_world.STEP
    bay = sides((0, 1), (20, 1), (20, 40), (40, 40), (40, 1), (60, 1), (60, 50), (0, 50))

    assert draw_world.strokes(bay, 2 * step) == [(0, step, 20), (40, step, 20)]


def test_a_country_between_two_lines_gets_one_short_stroke():
    step = draw_world.STEP

    [(x, y, length)] = draw_world.strokes(
        sides((50, step + 1), (51, step + 1), (51, step + 2)), 100
    )

    assert (y % step, length) == (0, draw_world.SHORTEST)
    assert x <= 51 <= x + length


def test_a_ring_over_the_date_line_stays_in_one_piece():
    ring = [(178, 65), (-178, 66), (-170, 65), (179, 64)]

    assert list(draw_world.whole(ring)) == [(178, 65), (182, 66), (190, 65), (179, 64)]


def test_countries_are_known_by_their_two_letters():
    assert draw_world.code({"id": "250"}) == "fr"
    assert draw_world.code({"id": "4"}) == "af"
    assert draw_world.code({}) == ""


def test_a_whole_map_is_one_path_a_country(tmp_path, monkeypatch):
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 40], [10, 0], [0, 10], [-10, 0], [0, -10]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "250", "arcs": [[0]]},
                    {"type": "MultiPolygon", "id": "400", "arcs": [[[~0]]]},
                    {"type": "Polygon", "id": "010", "arcs": [[0]]},  # Antarctica
                ]
            }
        },
    }
    (tmp_path / "countries.json").write_text(json.dumps(topology))
    monkeypatch.setattr(draw_world, "TARGET", tmp_path / "world.svg")

    draw_world.main(tmp_path / "countries.json")

    drawn = (tmp_path / "world.svg").read_text()
    assert drawn.count("<path") == 2
    france, jordan = (drawn.split(f'id="{name}" d="')[1].split('"')[0] for name in ("fr", "jo"))
    assert france == jordan  # the same ring, told backwards
    assert france.startswith("M")
    assert 'id="aq"' not in drawn
