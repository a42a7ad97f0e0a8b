"""Belongs here: accounts, offices, organizations, roles, duty and shifts; rules.py is the permission table.
Never here: residents.
Called by: every upper room."""
