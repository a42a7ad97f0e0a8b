"""Belongs here: the post office: letter, audience, message, attempt, receipt, inbound.
Never here: notices, offices' duties, stored addresses.
Called by: escalation, notices and the machine door."""
