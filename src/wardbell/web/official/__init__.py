"""Belongs here: say it, review, publish, follow up.
Never here: a decision, an ORM write, another door's view.
Called by: the fuse box's urls."""
