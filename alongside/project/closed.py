"""While the tables are changed, and until it is started again afterwards, a server gives back what is sent to it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from alongside.casework.health.tables import tables_mark
from alongside.pages.layout.errors import not_saved

ALWAYS_OPEN = "/health/"


class ClosedMiddleware:
    """Stands before everything that asks the database, because the tables may be those of another version."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.mark = tables_mark()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if tables_mark() == self.mark or request.path.startswith(ALWAYS_OPEN):
            return self.get_response(request)
        return not_saved(request)
