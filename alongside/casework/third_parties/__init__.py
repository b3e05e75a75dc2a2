"""Details of a victim or somebody else, which never travel with the person's record."""
