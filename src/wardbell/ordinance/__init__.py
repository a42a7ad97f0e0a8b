"""Belongs here: the register of requests, property, complaints, training, agreements, and their deadlines.
Never here: sending.
Called by: the official door."""
