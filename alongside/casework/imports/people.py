"""Rows about people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from django.db.models import Q

from alongside.access.imports import imports_own_people
from alongside.casework.imports.lines import Importing, Line, blind_identifier
from alongside.casework.imports.matching import NO_SUCH_PRACTITIONER, find_here, find_practitioners
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import (
    Needs,
    PersonName,
    open_born_on,
    open_name,
    open_needs,
    open_title,
    seal_born_on,
    seal_name,
    seal_needs,
    seal_number,
    seal_title,
)
from alongside.casework.people.waiting_conflicts import apply_waiting_conflicts
from alongside.domain.imports.facts import PersonSays, SupervisionSays
from alongside.domain.people.names import is_child_on
from alongside.records.people import BlindEntry, Identifier, Person
from alongside.records.relationships import Relationship, Supervision
from alongside.vault import KeyRing, open_keys

# Person, identifier, blind entry, supervision, relationship, line, and their name in the ledger.
ROWS_AT_ONCE = 25


def look_up(lines: Sequence[Line], importing: Importing) -> None:
    """Say of each line whether the person is new, changed or unchanged."""
    blinds = {line.id: _blind(line) for line in lines}
    here = find_here(blinds.values(), importing)
    staff = find_practitioners((says(line).practitioner for line in lines), importing)
    known = _Known(set(here.values()))
    for line in lines:
        person_id = here.get(blinds[line.id])
        practitioner = says(line).practitioner
        if person_id is not None:
            line.is_here(person_id, known.differences(person_id, says(line)))
        elif practitioner and practitioner not in staff:
            line.is_wrong("practitioner", NO_SUCH_PRACTITIONER)
        else:
            line.is_new()


def says(line: Line) -> PersonSays:
    """Return what the line says."""
    return cast(PersonSays, line.facts)


def _blind(line: Line) -> bytes:
    return blind_identifier(says(line).id_scheme, says(line).id_number)


class _Known:
    """What is here about the people that lines turned out to be."""

    def __init__(self, ids: set[UUID]) -> None:
        self.people = Person.objects.in_bulk(list(ids))
        self.keys = open_keys(ids)
        self.supervisions: dict[UUID, list[Supervision]] = defaultdict(list)
        for row in Supervision.objects.filter(person__in=ids):
            self.supervisions[row.person_id].append(row)

    def differences(self, person_id: UUID, facts: PersonSays) -> list[str]:
        """Return the columns that say something else than what is here."""
        person = self.people[person_id]
        name, needs = open_name(self.keys, person), open_needs(self.keys, person)
        differs = [column for column, text in facts.name.items() if getattr(name, column) != text]
        differs += [column for column, text in facts.needs.items() if getattr(needs, column) != text]
        if facts.born_on and open_born_on(self.keys, person) != facts.born_on:
            differs.append("born_on")
        if facts.jurisdiction != person.jurisdiction:
            differs.append("jurisdiction")
        if facts.is_child is not None and facts.is_child != person.is_child:
            differs.append("is_child")
        return differs + self._of_supervision(person_id, facts.supervision)

    def supervision(self, person_id: UUID, said: SupervisionSays) -> Supervision | None:
        """Return the supervision with the same kind and first day."""
        rows = self.supervisions[person_id]
        return next((r for r in rows if (r.kind, r.starts_on) == (said.kind, said.starts_on)), None)

    def _of_supervision(self, person_id: UUID, said: SupervisionSays | None) -> list[str]:
        if said is None:
            return []
        row = self.supervision(person_id, said)
        if row is None:
            return ["supervision_kind"]
        differs = ["supervision_title"] if open_title(self.keys, row) != said.title else []
        return differs + (["supervision_ends_on"] if said.ends_on and row.ends_on != said.ends_on else [])


def write_new(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Write people, hidden until the batch is published. Their keys are there already. Returns their pseudonyms."""
    people = {line.id: _new_person(line, importing) for line in lines}
    keys = open_keys([person.id for person in people.values()])
    for line in lines:
        _seal_person(people[line.id], says(line), keys)
    Person.objects.bulk_create(people.values())
    _write_identifiers(lines, keys)
    _index(lines)
    _write_supervisions(lines, importing, keys)
    _write_relationships(lines, importing)
    return [person.pseudonym for person in people.values()]


def _new_person(line: Line, importing: Importing) -> Person:
    facts = says(line)
    is_child = facts.is_child
    if is_child is None:
        is_child = facts.born_on is not None and is_child_on(facts.born_on, importing.day)
    return Person(
        id=line.target,
        jurisdiction=facts.jurisdiction,
        is_child=is_child,
        created_at=importing.at,
        import_batch=importing.batch,
    )


def _seal_person(person: Person, facts: PersonSays, keys: KeyRing) -> None:
    person.sealed_name = seal_name(keys, person, PersonName(**facts.name))
    person.sealed_needs = seal_needs(keys, person, Needs(**facts.needs))
    person.sealed_born_on = seal_born_on(keys, person, facts.born_on) if facts.born_on else None


def _write_identifiers(lines: Sequence[Line], keys: KeyRing) -> None:
    blinds = {line.id: _blind(line) for line in lines}
    # Somebody the importer may not know of has the number: it is kept as contested, and looks like any other.
    held = Identifier.objects.filter(blind__in=list(blinds.values()), contested=False)
    taken = {bytes(blind) for blind in held.values_list("blind", flat=True)}
    rows = []
    for line in lines:
        facts, person_id, blind = says(line), line.target, blinds[line.id]
        row = Identifier(id=uuid4(), person_id=person_id, blind=blind, contested=blind in taken)
        seal_number(keys, row, facts.id_scheme, facts.id_number)
        rows.append(row)
    Identifier.objects.bulk_create(rows)


def _index(lines: Sequence[Line]) -> None:
    """Index names and dates of birth, and let declarations of conflict take effect on everybody they fit."""
    entries = {}
    for line in lines:
        born_on = says(line).born_on
        if born_on:
            entries[line.target] = blind_name(PersonName(**says(line).name), born_on)
    BlindEntry.objects.bulk_create(BlindEntry(person_id=person_id, blind=blind) for person_id, blind in entries.items())
    apply_waiting_conflicts(entries)


def _write_supervisions(lines: Sequence[Line], importing: Importing, keys: KeyRing) -> None:
    Supervision.objects.bulk_create(
        _new_supervision(line.target, said, importing, keys) for line in lines if (said := says(line).supervision)
    )


def _new_supervision(person_id: UUID, said: SupervisionSays, importing: Importing, keys: KeyRing) -> Supervision:
    row = Supervision(
        person_id=person_id, kind=said.kind, starts_on=said.starts_on, ends_on=said.ends_on,
        import_batch=importing.batch,
    )  # fmt: skip
    row.sealed_title = seal_title(keys, row, said.title)
    return row


def _write_relationships(lines: Sequence[Line], importing: Importing) -> None:
    """Allocate people to the practitioner of their row, or to the practitioner who imports them."""
    staff = find_practitioners((says(line).practitioner for line in lines), importing)
    own = importing.by.id if imports_own_people(importing.by) else None
    rows = []
    for line in lines:
        practitioner_id = own or staff.get(says(line).practitioner or "")
        if practitioner_id:
            rows.append(
                Relationship(
                    person_id=line.target,
                    practitioner_id=practitioner_id,
                    kind="allocated",
                    starts_on=says(line).practitioner_from or importing.day,
                    created_at=importing.at,
                    import_batch=importing.batch,
                )
            )
    Relationship.objects.bulk_create(rows)


def write_changes(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Change people, keeping what was there before in the line. Returns their pseudonyms."""
    known = _Known({line.target for line in lines})
    for line in lines:
        person = known.people[line.target]
        name, needs = open_name(known.keys, person), open_needs(known.keys, person)
        born_on = open_born_on(known.keys, person)
        line.before = _before(person, name, needs, born_on) | _write_supervision(line, known, importing)
        facts = says(line)
        person.jurisdiction = facts.jurisdiction
        person.is_child = person.is_child if facts.is_child is None else facts.is_child
        name, needs = replace(name, **facts.name), replace(needs, **facts.needs)
        _save(person, name, needs, facts.born_on or born_on, known.keys)
    return [known.people[line.target].pseudonym for line in lines]


def _before(person: Person, name: PersonName, needs: Needs, born_on: date | None) -> dict[str, Any]:
    return {
        "name": asdict(name),
        "needs": asdict(needs),
        "born_on": born_on.isoformat() if born_on else None,
        "jurisdiction": person.jurisdiction,
        "is_child": person.is_child,
    }


def _save(person: Person, name: PersonName, needs: Needs, born_on: date | None, keys: KeyRing) -> None:
    person.sealed_name = seal_name(keys, person, name)
    person.sealed_needs = seal_needs(keys, person, needs)
    person.sealed_born_on = seal_born_on(keys, person, born_on) if born_on else None
    person.save(update_fields=["sealed_name", "sealed_needs", "sealed_born_on", "jurisdiction", "is_child"])
    person.blind_entries.all().delete()
    if born_on:
        blind = blind_name(name, born_on)
        BlindEntry.objects.create(person=person, blind=blind)
        apply_waiting_conflicts({person.id: blind})


def _write_supervision(line: Line, known: _Known, importing: Importing) -> dict[str, Any]:
    said, person_id = says(line).supervision, line.target
    if said is None:
        return {}
    row = known.supervision(person_id, said)
    if row is None:
        row = _new_supervision(person_id, said, importing, known.keys)
        row.save(force_insert=True)
        return {"supervision_added": str(row.id)}
    title, ends_on = open_title(known.keys, row), row.ends_on
    row.sealed_title, row.ends_on = seal_title(known.keys, row, said.title), said.ends_on or ends_on
    row.save(update_fields=["sealed_title", "ends_on"])
    before = {"id": str(row.id), "title": title, "ends_on": ends_on.isoformat() if ends_on else None}
    return {"supervision": before}


def put_back(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Give people what was there before the import. Returns their pseudonyms."""
    people = Person.objects.in_bulk([line.target for line in lines])
    keys = open_keys(people)
    for line in lines:
        person, was = people[line.target], line.before
        person.jurisdiction, person.is_child = was["jurisdiction"], was["is_child"]
        born_on = date.fromisoformat(was["born_on"]) if was["born_on"] else None
        _save(person, PersonName(**was["name"]), Needs(**was["needs"]), born_on, keys)
        if "supervision_added" in was:
            Supervision.objects.filter(id=was["supervision_added"]).delete()
        if before := was.get("supervision"):
            _put_back_supervision(before, keys)
    return [person.pseudonym for person in people.values()]


def _put_back_supervision(was: dict[str, Any], keys: KeyRing) -> None:
    row = Supervision.objects.filter(id=was["id"]).first()
    if row is None:
        return
    row.sealed_title = seal_title(keys, row, was["title"])
    row.ends_on = date.fromisoformat(was["ends_on"]) if was["ends_on"] else None
    row.save(update_fields=["sealed_title", "ends_on"])


def remove(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Remove people that nothing hangs on. A declaration of conflict that waited goes on waiting. Returns their pseudonyms."""
    ids = [line.target for line in lines]
    pseudonyms = list(Person.objects.filter(id__in=ids).values_list("pseudonym", flat=True))
    Relationship.staged.filter(Q(import_batch=importing.batch), person__in=ids).delete()
    Person.objects.filter(id__in=ids).delete()
    return pseudonyms
