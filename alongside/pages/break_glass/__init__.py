"""Looking for somebody beyond one's own scope, opening a record in an emergency, and its review."""
