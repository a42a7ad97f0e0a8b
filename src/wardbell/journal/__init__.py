"""Belongs here: the append-only, hash-chained record of who did what, and legal holds.
Never here: foreign keys.
Called by: every action that matters."""
