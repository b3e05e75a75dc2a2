"""What was passed on about a person, as it was decided, and what came after. Nothing is written over."""
