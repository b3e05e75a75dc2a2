"""Settings, addresses and the clock: the only layer that knows every other."""
