"""The list of people a practitioner works with."""
