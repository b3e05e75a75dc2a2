"""Alongside: casework software organised round the relationship between a person and their practitioner."""
