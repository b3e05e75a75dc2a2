"""Notes that only named people open."""
