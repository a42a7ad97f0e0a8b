"""Tables of phrases."""

from wardbell.ground.data import Keep

KEEP: tuple[Keep, ...] = ()
