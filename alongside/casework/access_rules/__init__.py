"""Rules that take access away, and the dated authority of an inspector."""
