"""Tables of notices."""

from wardbell.ground.data import Keep

KEEP: tuple[Keep, ...] = ()
