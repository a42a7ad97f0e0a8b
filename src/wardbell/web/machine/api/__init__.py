"""Belongs here: the JSON API of this node, for programs that act by a person's token, and for the public.
Never here: a decision, an ORM write; each call is one action of the rooms below, as the doors call it.
Called by: the machine door's urls."""
