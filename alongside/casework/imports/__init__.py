"""Bringing people in from another system: checked first, published as a whole, and undone."""
