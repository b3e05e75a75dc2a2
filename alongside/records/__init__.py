"""The database: shapes and constraints, no decisions."""
