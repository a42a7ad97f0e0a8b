"""Belongs here: what `wardbell bench` is made of: a scratch node, a crowd of readers, a sink that counts, workers that are watched.
Never here: anything that a node needs to serve its city; and the sink never sees a node's database.
Called by: `wardbell bench` and its tests."""
