"""Holding an item apart while something about it is settled, and taking it up again."""
