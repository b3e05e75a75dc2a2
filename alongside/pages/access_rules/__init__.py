"""Exclusions, restrictions and conflicts of interest."""
