"""Opens and seals what is written about an absence, and the ways to reach somebody that are safe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework.people.sealing import open_field
from alongside.domain.absences import Step, Way
from alongside.domain.people.contact import is_confirmed
from alongside.records.absences import AbsenceStep
from alongside.records.people import ContactRoute
from alongside.vault import KeyRing

TABLE = "absence_step"
WITHOUT_ROUTE = (Way.IN_PERSON, Way.OTHER_WORKER)


@dataclass(frozen=True, slots=True)
class SafeWay:
    """One way that is safe to try, where it goes to, and who else could see or hear it. key says it in a form."""

    way: Way
    route_id: UUID | None = None
    value: str = ""
    shared_with: str = ""

    @property
    def key(self) -> str:
        """Return what stands for it in a form and in the sealed words."""
        return f"{self.way.value}:{self.route_id}" if self.route_id else self.way.value


@dataclass(frozen=True, slots=True)
class StepWords:
    """What was written in one step. ways only for *tried*."""

    words: str = ""
    ways: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.ways)


def seal_step(keys: KeyRing, row: AbsenceStep, said: StepWords) -> None:
    """Seal what was written into this row, which need not be saved yet. Nothing said is no envelope."""
    if not said:
        return
    body = {"words": said.words, "ways": list(said.ways)}
    row.sealed_body = keys.seal_json(body, subject=row.person_id, table=TABLE, row=row.id, field="sealed_body")


def open_step(keys: KeyRing, row: AbsenceStep) -> StepWords:
    """Return what was written in one step."""
    if row.sealed_body is None:
        return StepWords()
    sealed = bytes(row.sealed_body)
    body = keys.open_json(sealed, subject=row.person_id, table=TABLE, row=row.id, field="sealed_body")
    return StepWords(body["words"], tuple(body["ways"]))


def latest_of_each(steps: Iterable[AbsenceStep], keys: KeyRing) -> dict[Step, StepWords]:
    """Return what stands: the last of each kind that said something. `steps` come oldest first."""
    found: dict[Step, StepWords] = {}
    for row in steps:
        found[Step(row.kind)] = open_step(keys, row)
    return found


def list_safe_ways(person_id: UUID, keys: KeyRing, *, on: date) -> tuple[SafeWay, ...]:
    """Return the ways to reach somebody that they said are safe and confirmed within 90 days. One query.

    Meeting them and asking a worker who sees them need no route, and come last.
    """
    rows = ContactRoute.objects.filter(person=person_id, ended_at__isnull=True).order_by("kind", "id")
    ways = [way for row in rows if is_confirmed(row.last_confirmed_on, on=on) for way in _ways_of(row, keys)]
    return (*ways, *(SafeWay(way) for way in WITHOUT_ROUTE))


def _ways_of(row: ContactRoute, keys: KeyRing) -> list[SafeWay]:
    value = open_field(keys, row.person_id, "contact_route", row.id, "sealed_value", row.sealed_value)
    safe: Mapping[Way, bool] = {
        Way.RING: row.safe_to_ring,
        Way.TEXT: row.safe_to_text,
        Way.LEAVE_MESSAGE: row.safe_to_leave_message,
        Way.WRITE: row.safe_to_write,
    }
    shared = open_field(keys, row.person_id, "contact_route", row.id, "sealed_shared_with", row.sealed_shared_with)
    return [SafeWay(way, row.id, value, shared) for way, is_safe in safe.items() if is_safe]
