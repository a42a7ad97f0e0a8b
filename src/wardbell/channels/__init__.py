"""Belongs here: one file per provider, named by its URL scheme.
Never here: tables, retries, languages, Django.
Called by: dispatch, the machine door and the commands."""
