"""Belongs here: what may not be written: screening of text and pictures, pure.
Never here: Django, tables, the network.
Called by: every room that takes a text."""
