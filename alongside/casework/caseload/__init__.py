"""The list of people a practitioner works with, answered from one row each."""
