"""The page of earlier versions, the same for everything that is kept as versions of one whole."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from alongside.casework.people.identity import Identity
from alongside.pages.layout.paging import pages_beside
from alongside.pages.people.identity import identity_context


class VersionsPage(Protocol):
    """A page of versions, the last first, of something that belongs to a person."""

    @property
    def identity(self) -> Identity: ...
    @property
    def versions(self) -> Sequence[Any]: ...
    @property
    def page(self) -> int: ...
    @property
    def pages(self) -> int: ...


def versions_context(found: VersionsPage, *, now: datetime, current: str) -> dict[str, Any]:
    """Return the context of a page of versions. current is the URL name of the page they are versions of."""
    bar = identity_context(found.identity, now=now, current=current)
    return bar | {"versions": found.versions} | pages_beside(found.page, found.pages)
