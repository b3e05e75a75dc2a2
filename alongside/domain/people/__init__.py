"""Names, identifiers and ages as plain values."""
