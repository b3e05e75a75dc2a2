"""Who works with whom, from when to when, and who stands in."""
