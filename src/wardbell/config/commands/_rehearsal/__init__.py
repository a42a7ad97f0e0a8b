"""Belongs here: the sinks, which play the world's providers on this machine for the demo, the rehearsal and the tests.
Never here: our own channels, our database: a sink sees only what arrives on its socket, so that it can contradict us.
Called by: the commands and the tests."""
