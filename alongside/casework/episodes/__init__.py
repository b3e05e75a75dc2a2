"""A strain with its repair."""
