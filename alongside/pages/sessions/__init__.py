"""Sessions: plan, hold, note, rating, and uses of authority."""
