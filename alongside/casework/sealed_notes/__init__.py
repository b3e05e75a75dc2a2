"""Notes that only named people open. Whoever keeps one sees who did."""
