"""What every page shares: the three layouts, the GOV.UK components and the date field."""
