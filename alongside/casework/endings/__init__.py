"""Endings: begun in good time or as they came, written together, with a letter that is fixed once it is given."""
