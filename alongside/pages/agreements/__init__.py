"""What a person was asked and said, as staff write it down and read it."""
