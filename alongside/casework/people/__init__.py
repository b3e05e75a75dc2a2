"""A person's own details, and who they are working with."""
