"""Belongs here: the partner organizations' desk.
Never here: a decision, an ORM write, another door's view.
Called by: the fuse box's urls."""
