"""Pictures: drawn anew from their pixels alone, small, with parts of them overwritten for good.

What stood beside the pixels goes nowhere: no EXIF, no place, no colour profile, no comment, no thumbnail, no second picture.
"""

import io
import struct
import zlib
from collections.abc import Collection
from dataclasses import dataclass

from PIL import Image, ImageDraw

from wardbell.ground.errors import Unreadable

MOST_BYTES = 8_000_000  # of a picture as it comes
MOST_PIXELS = 30_000_000  # of a picture as it comes: 90 MB once it is opened
LONGEST_SIDE = 640  # pixels, of a picture as it is kept
MOST_KEPT_BYTES = 40_000  # so that the page that shows it stays below 100 kB
CELLS = 8  # along the longer side, of the grid by which parts are overwritten

_FORMATS = ("JPEG", "PNG", "WEBP")
_SIDES, _QUALITIES = (640, 480, 320), (75, 60, 45, 30)
_ORIENTATION = 0x0112  # EXIF 2.32, table 4: how the camera was held
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
#: what Pillow raises for files that are damaged, or made to hurt
_DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError, struct.error, zlib.error,
)  # fmt: skip

Cell = tuple[int, int]  #: (row, column), from 0


@dataclass(frozen=True, kw_only=True)
class Plain:
    """A picture of which nothing is left but pixels: JPEG, its longer side LONGEST_SIDE at most."""

    jpeg: bytes
    width: int
    height: int


def plain(given: bytes) -> Plain:
    """Returns a picture drawn anew, upright and small; what it is is read from its bytes, never from its name.

    Raises:
        Unreadable: too many bytes or pixels, no JPEG, PNG or WebP, or damaged.
    """
    if len(given) > MOST_BYTES:
        raise Unreadable("This picture is too big: at most %(n)s megabytes.", n=MOST_BYTES // 1_000_000)
    try:
        with Image.open(io.BytesIO(given), formats=_FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise _too_many_pixels()
            found.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            turn = _TURNS.get(found.getexif().get(_ORIENTATION, 1))
            pixels = _on_white(found)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except _DAMAGED as error:
        raise Unreadable("This is no picture that can be read: a JPEG, PNG or WebP, whole.") from error
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _kept(pixels if turn is None else pixels.transpose(turn))


def opened(jpeg: bytes) -> Plain:
    """Returns a picture that `plain` made, with its size."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as found:
        return Plain(jpeg=jpeg, width=found.width, height=found.height)


def grid(width: int, height: int) -> tuple[int, int]:
    """Returns (columns, rows) of the grid over a picture: cells as good as square, CELLS of them along the longer side."""
    longer = max(width, height)
    return max(1, round(CELLS * width / longer)), max(1, round(CELLS * height / longer))


def overwritten(jpeg: bytes, cells: Collection[Cell]) -> Plain:
    """Returns a picture of `plain` with some cells of its grid black: their pixels are gone, not covered.

    Raises:
        Unreadable: no cell, or one that the grid has not.
    """
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as found:
        pixels = found.convert("RGB")
    columns, rows = grid(*pixels.size)
    if not cells or any(not (0 <= row < rows and 0 <= column < columns) for row, column in cells):
        raise Unreadable("Tick the parts of the picture that nobody may see.")
    pen = ImageDraw.Draw(pixels)
    for row, column in cells:
        left, right = column * pixels.width // columns, (column + 1) * pixels.width // columns
        top, bottom = row * pixels.height // rows, (row + 1) * pixels.height // rows
        pen.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill="black")
    return _kept(pixels)


def _on_white(found: Image.Image) -> Image.Image:
    """Returns the first frame in RGB; what shows through shows white."""
    found.load()
    if "A" not in found.getbands() and "transparency" not in found.info:
        return found.convert("RGB")
    clear = found.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _kept(pixels: Image.Image) -> Plain:
    """Writes pixels into a file of their own, in the best quality that is small enough."""
    for side in _SIDES:
        anew = Image.new("RGB", pixels.size)  # knows nothing but its size
        anew.paste(pixels)
        anew.thumbnail((side, side))
        for quality in _QUALITIES:
            file = io.BytesIO()
            anew.save(file, "JPEG", quality=quality, optimize=True)
            if file.tell() <= MOST_KEPT_BYTES:
                return Plain(jpeg=file.getvalue(), width=anew.width, height=anew.height)
    return Plain(jpeg=file.getvalue(), width=anew.width, height=anew.height)


def _too_many_pixels() -> Unreadable:
    return Unreadable("This picture has too many pixels: at most %(n)s million.", n=MOST_PIXELS // 1_000_000)
