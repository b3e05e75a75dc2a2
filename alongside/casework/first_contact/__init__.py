"""A first contact: saved as one goes, on any device, with an agreement and promises at its end."""
