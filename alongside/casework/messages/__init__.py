"""Reminders: wanted by the person, seen before the first is sent, and sent only by a way that is safe and confirmed."""
