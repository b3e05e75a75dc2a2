"""What a person asked to have a copy of: the request with its clock, everything gathered, each item decided, the copy."""
