"""The overview of a person, which takes a little from several topics."""
