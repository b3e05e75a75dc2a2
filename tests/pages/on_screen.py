"""A page as the screen shows it, without the line that is there for paper only and names whoever asked."""

import re

FOR_PAPER = re.compile(r'<p class="app-printed">.*?</p>', re.DOTALL)


def on_screen(page: str) -> str:
    """Return the page without what is printed only. It has to be there, or this would hide nothing."""
    found, times = FOR_PAPER.subn("", page)
    assert times == 1
    return found
