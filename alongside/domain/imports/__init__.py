"""Files from elsewhere: their layout, and reading them into facts or into problems in plain sentences."""
