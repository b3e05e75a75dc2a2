"""Answers about the relationship, from the offer to the line they make."""
