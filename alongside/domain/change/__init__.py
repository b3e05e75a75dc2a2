"""Change against one's own history. No cut-off, band or level exists here."""
