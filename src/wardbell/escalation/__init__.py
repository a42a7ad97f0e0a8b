"""Belongs here: who must answer, by when, who is asked next.
Never here: what the matter is about.
Called by: notices and the doors."""
