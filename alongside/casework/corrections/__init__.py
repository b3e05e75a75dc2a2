"""What people ask to be put right in their record."""
