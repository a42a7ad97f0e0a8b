"""Belongs here: receipts, inbound messages, feeds, health.
Never here: a decision, an ORM write, another door's view.
Called by: the fuse box's urls."""
