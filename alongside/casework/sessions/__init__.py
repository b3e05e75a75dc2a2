"""Meetings: planned, held, missed, written about."""
