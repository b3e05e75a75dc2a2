"""Every running clock, for the privacy officer."""
