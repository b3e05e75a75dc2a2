"""How long records are kept: schedules, legal holds, requests to be erased, and erasing by two people."""
