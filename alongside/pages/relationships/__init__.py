"""Who works with whom: hand-over, co-working, cover, and the list of people of a supervisor."""
