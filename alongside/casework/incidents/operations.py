"""Writing an incident down, writing down what is known and done after that, and whom it is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.access.incidents import OFFICER, accounts_for, load_incident, people_for
from alongside.access.officers import require_privacy_officer
from alongside.access.standings import day_of
from alongside.casework.audit import record_about_many
from alongside.casework.incidents.drafts import clear_draft
from alongside.casework.incidents.loading import OBJECT, IncidentLine, open_lines
from alongside.casework.incidents.sealing import seal_facts, seal_taken
from alongside.domain.incidents import (
    Facts,
    IncidentClosed,
    Risk,
    Standing,
    Step,
    Taken,
    check_facts,
    check_step,
    find_standing,
)
from alongside.ledger import Kind
from alongside.records.incidents import Incident, IncidentPerson, IncidentStep
from alongside.vault import create_key, open_keys


class ChangedMeanwhile(Exception):
    """Somebody else has written something down since the page was opened."""


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What is written of an incident at first. account is whose it is about, if it is about somebody who works here."""

    facts: Facts
    risk: Risk = Risk.NOT_JUDGED
    because: str = ""
    measure: str = ""
    account: UUID | None = None


def record_incident(*, first: FirstWords, by: Actor, at: datetime) -> UUID:
    """Write an incident down under a key of its own, and return its id. The draft of it is gone.

    Raises NotHere for anybody but a privacy officer and for an incident about their own account, and what check_facts raises.
    """
    require_privacy_officer(by)
    facts, incident_id = check_facts(first.facts, now=at), uuid4()
    _check_account(first.account, by)
    create_key(incident_id)
    with transaction.atomic():
        row = Incident(id=incident_id, member_id=first.account, aware_at=facts.aware_at, recorded_at=at)
        row.save(force_insert=True)
        _add_facts(row, 1, Step.RECORDED, facts, by, at)
        taken = [Taken(Step.RISK, first.because.strip(), risk=first.risk)] if first.risk is not Risk.NOT_JUDGED else []
        taken += [Taken(Step.MEASURE, first.measure.strip())] if first.measure.strip() else []
        for number, one in enumerate(taken, start=2):
            _check(Standing(), one, row, at)
            _add_taken(row, number, one, by, at)
        _bring_up_to_date(row, find_standing(taken))
        clear_draft(by=by)
        _record(Kind.COLLECTION, "recorded", row, [], by, at)
    return incident_id


def write_what_is_known(
    *, incident_id: UUID, facts: Facts, account: UUID | None, seen: int, by: Actor, at: datetime
) -> None:
    """Put what is known now beside what was known. seen is how many steps the page showed.

    Raises NotHere, ChangedMeanwhile, IncidentClosed, and what check_facts raises.
    """
    known = check_facts(facts, now=at)
    with transaction.atomic():
        row, line = _load(incident_id, seen, by)
        _check_account(account, by)
        _check(line.standing, Taken(Step.KNOWN, known.what), row, at)
        row.aware_at, row.member_id = known.aware_at, account
        _add_facts(row, seen + 1, Step.KNOWN, known, by, at)
        _bring_up_to_date(row, line.standing)
        _record(Kind.ALTERATION, Step.KNOWN, row, [], by, at)


def take_step(
    *, incident_id: UUID, taken: Taken, seen: int, told: Collection[UUID] = (), by: Actor, at: datetime
) -> None:
    """Write down what was done. told are the rows of those people who were told, for a step that tells them.

    Raises NotHere, ChangedMeanwhile, and what check_step raises.
    """
    with transaction.atomic():
        row, line = _load(incident_id, seen, by)
        _check(line.standing, taken, row, at)
        _add_taken(row, seen + 1, taken, by, at)
        _bring_up_to_date(row, find_standing([*(step.taken for step in line.steps if step.taken), taken]))
        pseudonyms = _mark_told(row, told, taken.on or day_of(at)) if taken.step is Step.PEOPLE_TOLD else []
        _record(Kind.ALTERATION, taken.step, row, pseudonyms, by, at)


def name_people(*, incident_id: UUID, person_ids: Collection[UUID], by: Actor, at: datetime) -> int:
    """Say that an incident is about these people, at most 200 at once. Returns how many it was not about before.

    Raises NotHere, also when one of them is not there for this officer, and IncidentClosed.
    """
    with transaction.atomic():
        row = load_incident(by, incident_id, to_write=True)
        _check_open(row)
        people = people_for(by, person_ids)
        named = IncidentPerson.objects.filter(incident=row, person__in=people)
        there = set(named.filter(taken_off_at__isnull=True).values_list("person_id", flat=True))
        back = set(named.filter(taken_off_at__isnull=False).values_list("person_id", flat=True))
        named.filter(person__in=back).update(taken_off_at=None)
        IncidentPerson.objects.bulk_create(
            IncidentPerson(id=uuid4(), incident=row, person=person, named_by_id=by.id, named_at=at)
            for person in people
            if person.id not in there | back
        )
        came = [person.pseudonym for person in people if person.id not in there]
        _count(row, len(came))
        if came:
            _record(Kind.COMBINATION, "named", row, came, by, at)
    return len(came)


def take_off(*, incident_id: UUID, named_id: UUID, by: Actor, at: datetime) -> None:
    """Say that an incident is not about somebody after all. Safe to repeat. Raises NotHere and IncidentClosed."""
    with transaction.atomic():
        row = load_incident(by, incident_id, to_write=True)
        _check_open(row)
        named = IncidentPerson.objects.select_related("person").filter(id=named_id, incident=row).first()
        if named is None:
            raise NotHere
        if named.taken_off_at is None:
            named.taken_off_at = at
            named.save(update_fields=["taken_off_at"])
            _count(row, -1)
            _record(Kind.ALTERATION, "taken_off", row, [named.person.pseudonym], by, at)


def _load(incident_id: UUID, seen: int, by: Actor) -> tuple[Incident, IncidentLine]:
    row = load_incident(by, incident_id, to_write=True)
    (line,) = open_lines([row])
    if len(line.steps) != seen:
        raise ChangedMeanwhile
    return row, line


def _check_open(row: Incident) -> None:
    if row.is_closed:
        raise IncidentClosed


def _check(standing: Standing, taken: Taken, row: Incident, at: datetime) -> None:
    check_step(standing, taken, aware_at=row.aware_at, now=at, today=day_of(at))


def _check_account(account: UUID | None, by: Actor) -> None:
    if account is not None and not accounts_for(by).filter(id=account).exists():
        raise NotHere


def _add_facts(row: Incident, number: int, kind: Step, facts: Facts, by: Actor, at: datetime) -> None:
    step = _step(row, number, kind, by, at)
    seal_facts(open_keys([row.id]), step, facts)
    step.save(force_insert=True)


def _add_taken(row: Incident, number: int, taken: Taken, by: Actor, at: datetime) -> None:
    step = _step(row, number, taken.step, by, at)
    seal_taken(open_keys([row.id]), step, taken)
    step.save(force_insert=True)


def _step(row: Incident, number: int, kind: Step, by: Actor, at: datetime) -> IncidentStep:
    return IncidentStep(id=uuid4(), incident=row, number=number, kind=kind.value, done_by_id=by.id, done_at=at)


def _bring_up_to_date(row: Incident, standing: Standing) -> None:
    row.ico, row.is_closed = standing.ico.value, standing.is_closed
    row.save(update_fields=["aware_at", "member", "ico", "is_closed"])


def _mark_told(row: Incident, told: Collection[UUID], on: date) -> list[UUID]:
    rows = IncidentPerson.objects.filter(incident=row, id__in=told, taken_off_at__isnull=True, told_on__isnull=True)
    pseudonyms = list(rows.values_list("person__pseudonym", flat=True))
    rows.update(told_on=on)
    return pseudonyms


def _count(row: Incident, more: int) -> None:
    row.people_count += more
    row.save(update_fields=["people_count"])


def _record(kind: Kind, action: str, row: Incident, pseudonyms: Collection[UUID], by: Actor, at: datetime) -> None:
    record_about_many(kind, action, pseudonyms, by=by, at=at, relation=OFFICER, object_type=OBJECT, object_id=row.id)
