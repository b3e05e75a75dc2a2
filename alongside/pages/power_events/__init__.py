"""Uses of authority: written down, explained, and talked about afterwards."""
