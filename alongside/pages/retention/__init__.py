"""How long records are kept: schedules, what is due, legal holds, erasing by two people, certificates."""
