"""A strain and its repair."""
