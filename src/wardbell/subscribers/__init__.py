"""Belongs here: residents' contact points and callers' reply handles; the only room that knows an address of a resident.
Never here: staff accounts.
Called by: dispatch and the public and machine doors."""
