"""Reflections: written for oneself, opened by nobody else, shared a line at a time if the author chooses."""
