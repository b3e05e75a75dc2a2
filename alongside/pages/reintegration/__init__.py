"""Pages of the seven pathways and of the people a person can call."""
