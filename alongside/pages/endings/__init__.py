"""Pages of the end of working together: its steps, the letter, the door, and what the person takes along."""
