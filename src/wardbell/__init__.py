"""Wardbell: a city speaks once, and everyone who must know, knows."""
