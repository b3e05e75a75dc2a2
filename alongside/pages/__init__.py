"""Pages: translate in, make one call inward, translate out."""
