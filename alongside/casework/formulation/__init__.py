"""The map of what lies beneath: made together, changed by either, every version kept."""
