"""Belongs here: what every room stands on: clock, ids, actors, errors, languages, secrets, jobs.
Never here: anything with a subject (a notice, a person, a place).
Called by: every room."""
