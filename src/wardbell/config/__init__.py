"""Belongs here: wiring: settings, urls, what runs by itself, the `wardbell` command.
Never here: a decision or a page.
Called by: nobody; it calls every room."""
