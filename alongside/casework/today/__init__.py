"""The practitioner's day on one page."""
