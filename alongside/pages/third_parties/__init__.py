"""Details of a victim or somebody else, for those who are named."""
