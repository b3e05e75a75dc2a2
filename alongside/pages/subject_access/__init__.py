"""What people asked to have a copy of, for a privacy officer."""
