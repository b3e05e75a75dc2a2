"""The limits of confidentiality, each time they were gone through with a person."""
