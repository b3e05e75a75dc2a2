"""The safeguarding lead's inbox."""
