"""What people say is wrong with how they are treated, for whoever they chose to read it."""
