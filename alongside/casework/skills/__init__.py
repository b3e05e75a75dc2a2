"""Skills: begun, done together, tried in life, and looked at again."""
