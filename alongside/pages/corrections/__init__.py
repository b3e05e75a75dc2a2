"""What people ask to be put right in their record, as staff read and answer it."""
