"""Belongs here: sign-in, passkeys, recovery, invitations.
Never here: a decision, an ORM write, another door's view.
Called by: the fuse box's urls."""
