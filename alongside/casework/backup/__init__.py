"""A copy of the record, or of the key store, that can be checked and brought back. Never both in one place."""
