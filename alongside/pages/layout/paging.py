"""Long lists a page at a time: which page was asked for, and the pages beside it."""

from django.http import HttpRequest

# A number with more digits than this is nobody's page.
DIGITS = 5


def asked_page(request: HttpRequest) -> int:
    """Return the page that the address asks for, or 1 for anything that is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= DIGITS else 1


def pages_beside(page: int, pages: int) -> dict[str, int]:
    """Return the numbers of the pages before and after for a template, 0 where there is none."""
    return {"newer": page - 1, "older": page + 1 if page < pages else 0}
