"""Belongs here: notices, check a message, subscribe.
Never here: a decision, an ORM write, another door's view.
Called by: the fuse box's urls."""
