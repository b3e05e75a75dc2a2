"""Long lists, the newest first and a page at a time."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """The rows of one page. page counts from 1 and is always one that is there."""

    rows: list[Row]
    page: int
    pages: int


def cut(rows: "QuerySet[Row]", page: int, *, more: int = 0) -> Paged[Row]:
    """Return a page of rows that are in order, with as many more as are needed to tell its last one. Two queries.

    A version is told by what is different from the one before it, so a page of versions takes one more than it shows.
    """
    pages = max(1, -(-rows.count() // A_PAGE))
    page = min(max(1, page), pages)
    return Paged(list(rows[(page - 1) * A_PAGE : page * A_PAGE + more]), page, pages)
