"""A row for each reader, as most systems keep it."""
