"""The person's side: the check-in on the device that was handed over."""
