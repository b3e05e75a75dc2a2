"""The pages of skills: what may come next, one skill, and an exercise that two people do together."""
