"""Belongs here: HTTP and HTML: who is asking, forms, words, throttling, signatures of links.
Never here: a decision, an ORM write, another door's view.
Called by: browsers, phones, providers."""
