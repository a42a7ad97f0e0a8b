"""Belongs here: inbox, acknowledge, hand over, relay to the ward.
Never here: a decision, an ORM write, another door's view.
Called by: the fuse box's urls."""
