"""Drafts of long forms: kept while they are typed, read by their author alone, gone once they are saved."""
