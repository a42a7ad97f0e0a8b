"""Belongs here: reviewed texts: Fluent templates with slots, translations, sign-offs, expiry.
Never here: who receives them.
Called by: dispatch, notices and the doors."""
