"""What a person asked to be passed on today: the safeguarding lead's inbox, and what was done about it."""
