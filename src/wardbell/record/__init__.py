"""Belongs here: what the public may see of all this: transparency report, records export, retention schedule.
Never here: a decision of another room.
Called by: the doors and the commands."""
