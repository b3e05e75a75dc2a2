"""Reflections: two minutes for oneself after a session."""
