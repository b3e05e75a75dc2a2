"""Drafts of long forms: one address to keep them at, and what their pages need."""
