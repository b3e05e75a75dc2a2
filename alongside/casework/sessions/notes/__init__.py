"""What is written about a session: drafts that save themselves, notes that are never edited."""
