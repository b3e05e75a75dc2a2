"""The calendar feed and the page on which it is made and ended."""
