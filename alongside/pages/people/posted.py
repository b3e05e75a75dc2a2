"""Ids that come back in a form."""

from uuid import UUID

from django.http import HttpRequest

from alongside.access.gates import NotHere


def posted_id(request: HttpRequest, name: str) -> UUID:
    """Return the id that was posted. Raises NotHere for anything that is none, as for one of nobody's."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise NotHere from None
