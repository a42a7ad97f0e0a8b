"""Tables of escalation."""

from wardbell.ground.data import Keep

KEEP: tuple[Keep, ...] = ()
