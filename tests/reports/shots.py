"""Pictures as cameras and ill will make them; and a scene at which a confirmer may add one."""

import io
import struct
import zlib
from uuid import uuid4

from PIL import Image, ImageDraw

from tests.reports import make
from wardbell.ground.actors import Actor
from wardbell.people.rules import Role
from wardbell.reports import actions
from wardbell.reports.rules import Answer, Ground, Observation

COMMENT = b"purple-heron-0451 at the corner"
CAMERA = "Heronflex 9000"
RED = (220, 30, 30)
WHY = "Words were not enough last night."


def photo(width: int = 1600, height: int = 1200, *, kind: str = "JPEG") -> bytes:
    """A picture with a red plate in its upper left quarter."""
    drawn = Image.new("RGB", (width, height), (90, 120, 150))
    ImageDraw.Draw(drawn).rectangle((width // 10, height // 10, width // 3, height // 3), fill=RED)
    file = io.BytesIO()
    drawn.save(file, kind)
    return file.getvalue()


def with_gps() -> bytes:
    """A JPEG that tells where, when and with what it was taken, with a comment, a colour profile and a small picture within."""
    taken = Image.Exif()
    taken[0x010F], taken[0x0110] = "Heron Optical", CAMERA
    taken[0x0132], taken[0x0112] = "2026:11:23 05:00:00", 6  # to be turned a quarter
    taken.get_ifd(0x8825).update(
        {1: "N", 2: (44.0, 58.0, 40.0), 3: "W", 4: (93.0, 16.0, 12.0), 29: "2026:11:23"}
    )
    file = io.BytesIO()
    Image.open(io.BytesIO(photo())).save(
        file, "JPEG", exif=taken, comment=COMMENT, icc_profile=b"purple-profile" * 20
    )
    return file.getvalue() + b"purple-heron-0451 after the end"


def bomb() -> bytes:
    """A PNG of some kilobytes that says that it is 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(3_000_000)))
        + chunk(b"IEND", b"")
    )


def size_and_corner(jpeg: bytes) -> tuple[tuple[int, int], tuple[int, int, int]]:
    """The size of a picture, and the colour a fifth in from its upper left corner."""
    drawn = Image.open(io.BytesIO(jpeg)).convert("RGB")
    found = drawn.getpixel((drawn.width // 5, drawn.height // 5))
    assert isinstance(found, tuple)
    return drawn.size, (int(found[0]), int(found[1]), int(found[2]))


def is_red(colour: tuple[int, int, int]) -> bool:
    return colour[0] > 180 and max(colour[1:]) < 90


def observed(offer: str, confirmer: Actor, *, answer: Answer = Answer.UNCLEAR) -> None:
    """The confirmer sends the checklist."""
    actions.observe(offer, Observation(key=str(uuid4()), answer=answer, ground=Ground.PUBLIC), by=confirmer)


def scene(*, answer: Answer = Answer.UNCLEAR) -> tuple[Actor, Actor, str, str]:
    """Returns (lead, confirmer, offer, incident): pictures are allowed, and the checklist was sent."""
    lead = make.volunteer(Role.SHIFT_LEAD)
    actions.allow_pictures(why=WHY, by=lead)
    incident_id = str(make.report().incident_id)
    actions.claim(incident_id, by=lead)
    offer, confirmer = make.on_site(incident_id, lead=lead)
    observed(offer, confirmer, answer=answer)
    return lead, confirmer, offer, incident_id
