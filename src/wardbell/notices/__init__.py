"""Belongs here: the notice: its kinds, how far it may reach, its life from draft to ended, public versions, corrections, relays.
Never here: who receives it and how it is sent.
Called by: the doors and upper rooms."""
