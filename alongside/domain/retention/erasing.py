"""Two people erase a record, and a person who asked for it has an answer in words within a month."""

from enum import StrEnum
from uuid import UUID

from alongside.domain.corrections import answer_due_on

__all__ = ["Decision", "RequestState", "SamePerson", "answer_due_on", "check_second_person"]


class SamePerson(ValueError):
    """Whoever proposed an erasure cannot also confirm it."""


class RequestState(StrEnum):
    """Where a request to be erased stands."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


class Decision(StrEnum):
    """What a privacy officer decides about a request, always with words for the person."""

    AGREED = "agreed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return {"agreed": "Erase the record", "refused": "Keep the record"}[self.value]


def check_second_person(*, proposed_by: UUID, confirmed_by: UUID) -> None:
    """Raise SamePerson unless these are two."""
    if proposed_by == confirmed_by:
        raise SamePerson
