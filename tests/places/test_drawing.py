"""The map: labels inside, borders shared, everything in one frame."""

import re

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, box

from tests.places import make
from wardbell.places import drawing

BOUNDS = (-93.0, 45.0, -92.9, 45.1)
FRAME = drawing.frame_of(BOUNDS, width=360)


def numbers(d):
    return [float(one) for one in re.findall(r"-?[0-9.]+", d)]


def test_frame_when_made_then_as_high_as_the_city_and_true_to_shape():
    assert FRAME.view_box == "0 0 360 505"
    assert abs(FRAME.per_lon / FRAME.per_lat - 0.7064) < 1e-3


def test_outline_when_drawn_then_north_is_up_and_inside_the_frame():
    north, south = drawing.outlines(
        [("a", "A", box(-93, 45.05, -92.9, 45.1)), ("b", "B", box(-93, 45, -92.9, 45.05))], frame=FRAME
    )

    assert north.label_y < south.label_y
    assert all(0 <= one <= 505 for one in numbers(north.d) + numbers(south.d))
    assert north.d.startswith("M")
    assert north.d.endswith("Z")


def test_outlines_when_neighbours_share_a_ragged_border_then_they_still_do():
    border = [(-92.95 + (i % 3) * 0.00003, 45 + i * 0.0005) for i in range(201)]
    west = MultiPolygon([]).union(_area([(-93, 45), *border, (-93, 45.1)]))
    east = _area([(-92.9, 45), *border, (-92.9, 45.1)])

    left, right = drawing.outlines([("w", "W", west), ("e", "E", east)], frame=FRAME)

    assert _middle(left.d) == _middle(right.d)
    assert left.d.count("L") < 80


@make.unhurried
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=4, max_size=9, unique=True))
def test_label_when_placed_then_inside_the_area(corners):
    shape = LineString([(-93 + x / 1000, 45 + y / 1000) for x, y in corners]).buffer(0.002)

    [outline] = drawing.outlines([("a", "A", shape)], frame=FRAME)

    drawn = drawing.placed(shape, frame=FRAME).buffer(1.0)
    assert drawn.contains(Point(outline.label_x, outline.label_y))


def test_outline_when_a_place_is_a_point_then_a_dot_around_it():
    [outline] = drawing.outlines([("place:pier", "Pier", Point(-93, 45.1))], frame=FRAME)

    assert (outline.label_x, outline.label_y) == (6.0, 6.0)
    assert outline.d == "M2.0 6.0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"


def test_water_when_outside_the_frame_then_nothing_and_a_river_is_open():
    assert drawing.water_path(box(10, 10, 11, 11), frame=FRAME) == ""
    assert drawing.water_path(LineString([(-93, 45), (-92.9, 45.1)]), frame=FRAME) == "M6.0 498.6L354.0 6.0"


def _area(corners):
    from shapely.geometry import Polygon

    return Polygon(corners)


def _middle(d):
    """The positions in the middle of the map, in one direction."""
    pairs = [tuple(float(n) for n in one.split()) for one in re.split("[MLZ]", d) if one]
    return sorted(pair for pair in pairs if 100 < pair[0] < 260)
