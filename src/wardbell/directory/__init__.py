"""Belongs here: services, events, capacity, referrals.
Never here: messages.
Called by: the public and organization doors."""
