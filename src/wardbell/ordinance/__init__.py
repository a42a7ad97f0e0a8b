"""Belongs here: the duties of a city's ordinance as data, the register of what they ask about, and its deadlines.
Never here: sending (a notice is drafted as a value and handed on), and what one city wants: that stands in packs/ordinances.
Called by: the official, the council's and the public door, the record, and clockwork."""
