"""Opening a city: from a map of wards and a contact list to a founded node."""
