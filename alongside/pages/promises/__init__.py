"""Pages of promises: both sides beside each other, each settled in one tap."""
