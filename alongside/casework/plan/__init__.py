"""The plan: changed by two, version by version, and agreed on or honestly not."""
