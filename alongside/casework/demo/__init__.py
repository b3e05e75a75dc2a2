"""A made-up service in the tables. See domain/demo for how it is made up."""
