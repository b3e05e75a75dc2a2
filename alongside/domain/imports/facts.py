"""What one row says, once it could be read. None means the cell was empty, and what is there stays as it is."""

from dataclasses import dataclass, field
from datetime import date, datetime

from alongside.domain.people.names import IdentifierEmpty, normalise_identifier


@dataclass(frozen=True)
class SupervisionSays:
    """An order, licence or agreement that the row names."""

    kind: str
    title: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PersonSays:
    """A row of a file of people. name and needs hold only the cells that say something."""

    id_scheme: str
    id_number: str
    name: dict[str, str]
    jurisdiction: str
    needs: dict[str, str] = field(default_factory=dict)
    born_on: date | None = None
    is_child: bool | None = None
    supervision: SupervisionSays | None = None
    practitioner: str | None = None
    practitioner_from: date | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Return what two rows about the same person share."""
        return (identifier_key(self.id_scheme, self.id_number),)


@dataclass(frozen=True)
class PractitionerSays:
    """A row of a file of practitioners."""

    address: str
    name: str
    roles: tuple[str, ...] | None
    team: str | None
    supervisor: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """Return what two rows about the same practitioner share."""
        return (self.address,)


@dataclass(frozen=True)
class RelationshipSays:
    """A row of a file of relationships."""

    id_scheme: str
    id_number: str
    practitioner: str
    kind: str
    starts_on: date
    ends_on: date | None

    @property
    def key(self) -> tuple[str, ...]:
        """Return what two rows about the same relationship share."""
        person = identifier_key(self.id_scheme, self.id_number)
        return (person, self.practitioner, self.kind, self.starts_on.isoformat())


@dataclass(frozen=True)
class SessionSays:
    """A row of a file of sessions."""

    id_scheme: str
    id_number: str
    practitioner: str
    planned_at: datetime
    minutes: int | None
    place: str | None
    attendance: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """Return what two rows about the same session share."""
        return (identifier_key(self.id_scheme, self.id_number), self.planned_at.isoformat())


Facts = PersonSays | PractitionerSays | RelationshipSays | SessionSays


def identifier_key(scheme: str, number: str) -> str:
    """Return the identifier in the form in which two spellings are equal; empty when nothing is left of it."""
    try:
        return normalise_identifier(scheme, number)
    except IdentifierEmpty:
        return ""
