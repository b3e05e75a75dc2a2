"""What a user can do: operations write, queries read, one folder per topic."""
