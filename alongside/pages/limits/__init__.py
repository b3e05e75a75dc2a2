"""Going through the limits of confidentiality again, and each time it was done."""
