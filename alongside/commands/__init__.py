"""The same casework from the command line."""
