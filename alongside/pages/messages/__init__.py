"""A person's reminders: by which way, in which words, and what was sent."""
