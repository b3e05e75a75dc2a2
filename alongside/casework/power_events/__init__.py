"""Uses of authority, written down beside everything else."""
