"""When somebody did not come."""
