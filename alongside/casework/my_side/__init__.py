"""The person's door: a capability for a few pages, never a staff account."""
