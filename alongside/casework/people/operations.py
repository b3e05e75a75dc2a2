"""Adding a person and keeping their details right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from alongside.access import Action, Actor, Item, Role
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_new
from alongside.casework.caseload.state import refresh_state
from alongside.casework.people.identifiers import save_identifier, taken_identifiers
from alongside.casework.people.sealing import (
    Needs,
    PersonName,
    seal_born_on,
    seal_name,
    seal_needs,
    seal_title,
)
from alongside.casework.people.waiting_conflicts import apply_waiting_conflicts
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.people.names import normalise_name
from alongside.ledger import Kind
from alongside.records.people import BlindEntry, Person
from alongside.records.relationships import Relationship, Supervision
from alongside.vault import KeyRing, blind_index, create_key, open_keys


class NotYours(NotHere):
    """The actor's role does not allow this at all. Shown as everything else that is not there."""


@dataclass(frozen=True)
class SupervisionFacts:
    """An order, licence or agreement: kind, title and dates."""

    kind: str
    title: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person when they are added. identifiers are pairs of scheme and value."""

    name: PersonName
    born_on: date | None
    jurisdiction: Jurisdiction
    is_child: bool = False
    needs: Needs = field(default_factory=Needs)
    identifiers: Sequence[tuple[str, str]] = ()
    supervision: SupervisionFacts | None = None


def check_may_add(*, by: Actor) -> None:
    """Raise NotYours for anybody but a practitioner."""
    if Role.PRACTITIONER not in by.roles or not by.active:
        raise NotYours


def add_person(*, facts: PersonFacts, by: Actor, at: datetime, form_id: UUID | None = None) -> UUID:
    """Add a person, allocated to the practitioner who adds them. Returns their id.

    The same facts sent again from the same form add nobody and return the same id, so a form is safe to send twice.
    Raises NotYours for anybody but a practitioner and IdentifierTaken when somebody they work with has an identifier. The key is
    made first, in its own store; if the rest fails it is an orphan that opens nothing.
    """
    check_may_add(by=by)
    person_id = _id_from_form(form_id, facts, by) if form_id else uuid4()
    create_key(person_id)
    try:
        _add(person_id, facts, by, at)
    except IntegrityError:
        # The other of two at the same moment was first.
        if not Person.objects.filter(id=person_id).exists():
            raise
    return person_id


def _id_from_form(form_id: UUID, facts: PersonFacts, by: Actor) -> UUID:
    """Return an id that is the same whenever the same is sent from the same form, and that nobody can choose or guess."""
    return UUID(bytes=blind_index("added_from_form", f"{by.id}|{form_id}|{facts!r}")[:16], version=4)


def _add(person_id: UUID, facts: PersonFacts, by: Actor, at: datetime) -> None:
    keys = open_keys([person_id])
    with transaction.atomic():
        if Person.objects.filter(id=person_id).exists():
            return
        person = Person(id=person_id, jurisdiction=facts.jurisdiction.value, is_child=facts.is_child, created_at=at)
        _save_person(person, facts, keys, taken=taken_identifiers(facts.identifiers, by, at))
        Relationship.objects.create(
            person=person, practitioner_id=by.id, kind="allocated", starts_on=day_of(at), created_at=at
        )
        refresh_state(person.id, at=at)
        record_new(person.pseudonym, by=by, at=at, relation="allocated", object_type="person", object_id=person.id)


def change_details(
    *,
    person_id: UUID,
    name: PersonName,
    born_on: date | None,
    is_child: bool,
    needs: Needs,
    contact_days: int,
    by: Actor,
    at: datetime,
) -> None:
    """Change what a person is called, when they were born, what helps to meet them and how often that was agreed.

    contact_days is the longest that was agreed between two sessions, in days. Raises NotHere.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        person = Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        person.sealed_name = seal_name(keys, person, name)
        person.sealed_needs = seal_needs(keys, person, needs)
        person.sealed_born_on = seal_born_on(keys, person, born_on) if born_on else None
        person.is_child, person.contact_days = is_child, contact_days
        person.save(update_fields=["sealed_name", "sealed_needs", "sealed_born_on", "is_child", "contact_days"])
        person.blind_entries.all().delete()
        _save_blind_entry(person, name, born_on)
        record(Kind.ALTERATION, "changed", granted, by=by, at=at, object_type="person", object_id=person_id)


def _save_person(person: Person, facts: PersonFacts, keys: KeyRing, *, taken: set[bytes]) -> None:
    person.sealed_name = seal_name(keys, person, facts.name)
    person.sealed_needs = seal_needs(keys, person, facts.needs)
    if facts.born_on:
        person.sealed_born_on = seal_born_on(keys, person, facts.born_on)
    person.save(force_insert=True)
    _save_blind_entry(person, facts.name, facts.born_on)
    for scheme, value in facts.identifiers:
        save_identifier(person.id, scheme, value, keys, taken)
    if facts.supervision:
        save_supervision(person.id, facts.supervision, keys)


def save_supervision(person_id: UUID, facts: SupervisionFacts, keys: KeyRing) -> Supervision:
    """Save an order, a licence or an agreement inside the caller's transaction."""
    row = Supervision(person_id=person_id, kind=facts.kind, starts_on=facts.starts_on, ends_on=facts.ends_on)
    row.sealed_title = seal_title(keys, row, facts.title)
    row.save(force_insert=True)
    return row


def blind_name(name: PersonName, born_on: date) -> bytes:
    """Return the blind value of an exact name and date of birth."""
    normalised = f"{normalise_name(name.given_names, name.family_name)}|{born_on.isoformat()}"
    return blind_index("name_and_birth", normalised)


def _save_blind_entry(person: Person, name: PersonName, born_on: date | None) -> None:
    """Index the person, and let declarations of conflict that waited for them take effect."""
    if born_on is None:
        return
    blind = blind_name(name, born_on)
    BlindEntry.objects.create(person=person, blind=blind)
    apply_waiting_conflicts({person.id: blind})
