"""Sample years as data: the facts of a real report, and a town that does not exist."""
