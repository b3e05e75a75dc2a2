"""The seven pathways and the people a person can call: written together, every change a version of its own."""
