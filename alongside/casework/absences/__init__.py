"""When somebody did not come. Nothing in this folder reads a score, a strain or a check-in: a test keeps it so."""
