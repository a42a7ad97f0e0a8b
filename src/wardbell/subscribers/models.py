"""Tables of subscribers."""

from wardbell.ground.data import Keep

KEEP: tuple[Keep, ...] = ()
