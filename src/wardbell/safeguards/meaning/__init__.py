"""Belongs here: kinds of meaning: what a text asks for or tells, said in any words. Rules and words are data: rules.toml, words/<language>.toml.
Never here: numbers and spellings; they stand one floor up, a file for each kind with a form."""
