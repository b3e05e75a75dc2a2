"""What was passed on about a person: the list, a new line, one with what came after, and paper."""
