"""What is done on staff pages with what a person said."""
