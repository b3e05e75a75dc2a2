"""A person: overview, details, contact, what matters to them."""
