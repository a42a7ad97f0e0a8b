"""Belongs here: jurisdiction and areas; which area a point lies in.
Never here: people.
Called by: every upper room."""
