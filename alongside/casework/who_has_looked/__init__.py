"""Who has looked at a person's record."""
