"""Opens requests to hold something apart, and seals what is said about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.held_apart import CameBy, Ground, HoldState, Told
from alongside.records.held_apart import HoldApart
from alongside.vault import KeyRing

TABLE, OPENING_TABLE = "hold_apart", "hold_opening"


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A request, opened. asked_by, decided_by and lifted_by are names: asked_by is empty for the person themselves."""

    id: UUID
    person_id: UUID
    ground: Ground
    came_by: CameBy
    words: str
    correction_id: UUID | None
    asked_by: str
    asked_at: datetime
    due_on: date
    state: HoldState
    answer: str
    decided_by: str
    decided_at: datetime | None
    told_how: Told | None
    told_on: date | None
    lifted_because: str
    lifted_by: str
    lifted_at: datetime | None

    def is_late(self, today: date) -> bool:
        """Return whether the last day for an answer has gone by without one."""
        return self.state is HoldState.ASKED and self.due_on < today


def open_holds(rows: Iterable[HoldApart], keys: KeyRing) -> list[HoldLine]:
    """Return these requests. Select asked_by, decided_by and lifted_by with the rows."""
    return [_open(row, keys) for row in rows]


def open_words(keys: KeyRing, row: HoldApart, field: str) -> str:
    """Return what one column says."""
    return open_field(keys, row.person_id, TABLE, row.id, field, getattr(row, field))


def seal_words(keys: KeyRing, row: HoldApart, field: str, words: str) -> None:
    """Seal words into one column."""
    setattr(row, field, seal_field(keys, row.person_id, TABLE, row.id, field, words))


def _open(row: HoldApart, keys: KeyRing) -> HoldLine:
    return HoldLine(
        id=row.id, person_id=row.person_id, ground=Ground(row.ground), came_by=CameBy(row.came_by),
        words=open_words(keys, row, "sealed_words"), correction_id=row.correction_id,
        asked_by=row.asked_by.name if row.asked_by else "", asked_at=row.asked_at, due_on=row.due_on,
        state=HoldState(row.state), answer=open_words(keys, row, "sealed_answer"),
        decided_by=row.decided_by.name if row.decided_by else "", decided_at=row.decided_at,
        told_how=Told(row.told_how) if row.told_how else None, told_on=row.told_on,
        lifted_because=open_words(keys, row, "sealed_lifted"),
        lifted_by=row.lifted_by.name if row.lifted_by else "", lifted_at=row.lifted_at,
    )  # fmt: skip
