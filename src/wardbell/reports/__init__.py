"""Belongs here: what people saw on the ground, its verification, the incident.
Never here: publishing.
Called by: the organization and public doors."""
