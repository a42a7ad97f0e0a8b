"""What is left of a picture: pixels, small and upright; what was beside them is nowhere, and what is overwritten is gone."""

import io

import pytest
from PIL import Image

from tests.reports import shots
from wardbell.ground.errors import Unreadable
from wardbell.safeguards import pictures


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_plain_when_it_is_a_picture_then_small_and_the_same(kind):
    kept = pictures.plain(shots.photo(kind=kind))

    size, corner = shots.size_and_corner(kept.jpeg)
    assert (size, (kept.width, kept.height)) == ((640, 480), (640, 480))
    assert shots.is_red(corner)
    assert len(kept.jpeg) <= pictures.MOST_KEPT_BYTES


def test_plain_when_it_tells_where_it_was_taken_then_nothing_of_that_is_left():
    given = shots.with_gps()
    told = (shots.COMMENT, b"purple", b"Heron", b"2026:11:23", b"Exif", b"ICC_PROFILE")
    assert all(word in given for word in told)

    kept = pictures.plain(given)

    left = Image.open(io.BytesIO(kept.jpeg))
    assert [word for word in told if word in kept.jpeg] == []
    assert (dict(left.getexif()), set(left.info)) == (
        {},
        {"jfif", "jfif_version", "jfif_unit", "jfif_density"},
    )
    assert left.size == (480, 640), "turned as the camera was held"


def test_plain_when_something_shows_through_then_white_stands_there():
    file = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(file, "PNG")

    kept = pictures.plain(file.getvalue())

    assert min(shots.size_and_corner(kept.jpeg)[1]) > 250


def test_plain_when_it_is_all_noise_then_small_enough_all_the_same():
    file = io.BytesIO()
    Image.effect_noise((1400, 1400), 120).convert("RGB").save(file, "PNG")

    assert len(pictures.plain(file.getvalue()).jpeg) <= pictures.MOST_KEPT_BYTES


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"", "no picture that can be read"),
        (b"hello, I am a text that is named picture.jpg", "no picture that can be read"),
        (b"%PDF-1.7 purple", "no picture that can be read"),
        (b"GIF89a" + bytes(100), "no picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "no picture that can be read"),
        (shots.photo()[:2000], "no picture that can be read"),
        (shots.photo(kind="PNG")[:300], "no picture that can be read"),
        (shots.photo(kind="WEBP")[:60], "no picture that can be read"),
        (shots.bomb(), "at most 30 million"),
        (bytes(20_000_000), "at most 8 megabytes"),
        (shots.photo() + bytes(8_000_000), "at most 8 megabytes"),
    ],
    ids=[
        "nothing",
        "text",
        "pdf",
        "gif",
        "svg",
        "half a jpeg",
        "half a png",
        "half a webp",
        "bomb",
        "20 MB",
        "padded",
    ],
)
def test_plain_when_it_is_none_then_says_why(given, says):
    with pytest.raises(Unreadable, match=says):
        pictures.plain(given)


@pytest.mark.parametrize(
    ("size", "cells"), [((640, 480), (8, 6)), ((480, 640), (6, 8)), ((640, 40), (8, 1)), ((7, 640), (1, 8))]
)
def test_grid_when_the_picture_has_a_shape_then_cells_are_as_good_as_square(size, cells):
    assert pictures.grid(*size) == cells


def test_overwritten_when_cells_are_named_then_their_pixels_are_black_and_the_others_as_before():
    kept = pictures.plain(shots.photo())

    left = pictures.overwritten(kept.jpeg, {(1, 1), (1, 2), (2, 1), (2, 2)})

    drawn = Image.open(io.BytesIO(left.jpeg)).convert("RGB")
    assert [max(drawn.getpixel(at)) < 12 for at in ((90, 90), (230, 230))] == [True, True]
    assert shots.is_red(drawn.getpixel((70, 60)))
    assert max(abs(drawn.getpixel((500, 400))[n] - (90, 120, 150)[n]) for n in range(3)) < 5


@pytest.mark.parametrize("cells", [set(), {(6, 0)}, {(0, 8)}, {(-1, 0)}])
def test_overwritten_when_no_cell_of_the_grid_is_named_then_refused(cells):
    kept = pictures.plain(shots.photo())

    with pytest.raises(Unreadable, match="Tick the parts"):
        pictures.overwritten(kept.jpeg, cells)
