"""Who works here: users, their teams and their roles. A role alone opens nobody's record."""
