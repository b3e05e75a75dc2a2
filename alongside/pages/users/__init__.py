"""Teams and users, for an administrator."""
