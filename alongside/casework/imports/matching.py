"""Finds the people and practitioners that rows are about: those who are here, and those in the same file."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Lower

from alongside.access.imports import known_to_importer
from alongside.access.standings import PUBLISHED
from alongside.casework.imports.lines import NEW, Importing, Line, blind_address, blind_identifier, open_line
from alongside.domain.imports.facts import PersonSays, RelationshipSays
from alongside.domain.imports.layout import FileKind
from alongside.records.identity import User
from alongside.records.imports import ImportRow
from alongside.records.people import Identifier, Person
from alongside.records.relationships import Relationship

NOBODY_WITH_THIS_NUMBER = "There is nobody with this number. Import the person first, or check the number."
NO_SUCH_PRACTITIONER = "There is no practitioner with this address. Import or add them first, or check the address."


@dataclass(frozen=True)
class Span:
    """A practitioner works with a person from a day to a day. id is None while it is only in the file."""

    id: UUID | None
    practitioner_id: UUID
    kind: str
    starts_on: date
    ends_on: date | None

    def includes(self, day: date) -> bool:
        """Return whether the day is one of its days."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def find_here(blinds: Iterable[bytes], importing: Importing) -> dict[bytes, UUID]:
    """Return the person of each identifier, of those the importer may know of. The undisputed one comes first."""
    known = known_to_importer(importing.by, importing.at)
    rows = Identifier.objects.filter(blind__in=list(blinds), person__in=known)
    ordered = rows.order_by("-contested", "-person__created_at", "-person_id")
    return {bytes(blind): person_id for blind, person_id in ordered.values_list("blind", "person_id")}


def find_people(lines: Iterable[Line], importing: Importing) -> dict[UUID, UUID]:
    """Return for each line of relationships or sessions the person it is about, here or new in the same file."""
    blinds = {line.id: blind_identifier(line.facts.id_scheme, line.facts.id_number) for line in lines if _names(line)}  # type: ignore[union-attr]
    found = find_staged(FileKind.PEOPLE, blinds.values(), importing) | find_here(blinds.values(), importing)
    if importing.is_writing:
        there = set(Person.objects.filter(id__in=found.values()).values_list("id", flat=True))
        found = {blind: person_id for blind, person_id in found.items() if person_id in there}
    return {line_id: found[blind] for line_id, blind in blinds.items() if blind in found}


def _names(line: Line) -> bool:
    return line.facts is not None and hasattr(line.facts, "id_scheme")


def find_staged(kind: FileKind, blinds: Iterable[bytes], importing: Importing) -> dict[bytes, UUID]:
    rows = ImportRow.objects.filter(batch=importing.batch, kind=kind.value, finding=NEW, blind__in=list(set(blinds)))
    return {bytes(blind or b""): target for blind, target in rows.values_list("blind", "target_id") if target}


def find_practitioners(addresses: Iterable[str | None], importing: Importing) -> dict[str, UUID]:
    """Return the practitioner of each address: active here, or new in the same file."""
    wanted = {address for address in addresses if address}
    blinds = {blind_address(address): address for address in wanted}
    staged = {} if importing.is_writing else find_staged(FileKind.PRACTITIONERS, blinds, importing)
    there = User.objects.annotate(small=Lower("email")).filter(small__in=wanted)
    rows = there.filter(Q(is_active=True) & PUBLISHED | Q(import_batch=importing.batch))
    here = {
        str(small): id_ for small, id_, roles in rows.values_list("small", "id", "roles") if "practitioner" in roles
    }
    return {blinds[blind]: target for blind, target in staged.items()} | here


def find_spans(people: Iterable[UUID], importing: Importing) -> dict[UUID, list[Span]]:
    """Return who works with each person and when: what is here, and what the same file brings."""
    wanted = list(set(people))
    spans: dict[UUID, list[Span]] = defaultdict(list)
    rows = Relationship.staged.filter(person__in=wanted).filter(PUBLISHED | Q(import_batch=importing.batch))
    for row in rows.order_by("starts_on"):
        spans[row.person_id].append(Span(row.id, row.practitioner_id, row.kind, row.starts_on, row.ends_on))
    if not importing.is_writing:
        for person_id, span in _staged_spans(wanted, importing):
            spans[person_id].append(span)
    return spans


def _staged_spans(people: list[UUID], importing: Importing) -> list[tuple[UUID, Span]]:
    rows = ImportRow.objects.filter(batch=importing.batch, finding=NEW)
    own = list(rows.filter(kind=FileKind.PEOPLE.value, target_id__in=people))
    identifiers = Identifier.objects.filter(person__in=people).values_list("blind", "person_id")
    persons = {bytes(blind): person_id for blind, person_id in identifiers}
    persons |= {bytes(row.blind or b""): row.target_id for row in own if row.target_id}
    others = rows.filter(kind=FileKind.RELATIONSHIPS.value, blind__in=list(persons))
    lines = [(persons[bytes(row.blind or b"")], open_line(row, importing)) for row in [*own, *others]]
    staff = find_practitioners((getattr(line.facts, "practitioner", None) for _, line in lines), importing)
    spans = [(person_id, _span(line, staff, importing)) for person_id, line in lines]
    return [(person_id, span) for person_id, span in spans if span]


def _span(line: Line, staff: dict[str, UUID], importing: Importing) -> Span | None:
    facts = line.facts
    if isinstance(facts, RelationshipSays) and facts.practitioner in staff:
        return Span(None, staff[facts.practitioner], facts.kind, facts.starts_on, facts.ends_on)
    if isinstance(facts, PersonSays) and facts.practitioner in staff:
        return Span(None, staff[facts.practitioner], "allocated", facts.practitioner_from or importing.day, None)
    return None
