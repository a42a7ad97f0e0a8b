"""Tables of dispatch."""

from wardbell.ground.data import Keep

KEEP: tuple[Keep, ...] = ()
