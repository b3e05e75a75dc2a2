"""Append-only audit: write an entry, read entries, verify."""
