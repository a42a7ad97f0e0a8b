"""Belongs here: other nodes, their trust, CAP in and out.
Never here: its own kind of notice.
Called by: clockwork and the machine door."""
