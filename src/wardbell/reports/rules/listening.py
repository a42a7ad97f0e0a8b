"""What a caller left on the answering machine: which sound is taken, and how much of it."""

from wardbell.ground.errors import Unreadable

MOST_SOUND = 5_000_000  # bytes: some ten minutes as answering machines record
_SIGNS = (
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "audio/mp4"),
)  # where, what stands there, and what it is then: what a browser plays


def owner_of_sound(recording_id: int) -> str:
    """Returns for whom a recording is sealed."""
    return f"reports.recording.sealed:{recording_id}"


def kind_of_sound(sound: bytes) -> str:
    """Returns the media type of a recording by its first bytes; what its sender calls it counts for nothing.

    Raises:
        Unreadable: no browser of the desk could play it.
    """
    for start, sign, media_type in _SIGNS:
        if sound[start : start + len(sign)] == sign:
            return media_type
    raise Unreadable("This is no recording that can be played: send MP3, Ogg, WAV or M4A.")
