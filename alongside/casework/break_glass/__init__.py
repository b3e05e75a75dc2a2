"""Opening a record in an emergency, closing it again, and the review of it."""
