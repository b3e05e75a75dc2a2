"""Asking, answering, and taking a yes back. Every answer is kept beside the others."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.agreements.following import keep_answer
from alongside.casework.agreements.loading import TABLE, AgreementLine, Answered, open_agreements
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_field
from alongside.domain.agreements import Matter, NeedsAbout, check_answer
from alongside.ledger import Kind
from alongside.records.agreements import Agreement
from alongside.records.people import Person
from alongside.vault import open_keys


class ChangedMeanwhile(Exception):
    """Another answer was written down since the page was looked at."""


def ask_agreement(*, person_id: UUID, matter: Matter, about: str = "", said: Answered, by: Actor, at: datetime) -> UUID:
    """Write down what was asked and what the person said. Returns its id. What was asked before is that one again.

    Raises NotHere, NeedsAbout, InTheFuture, UntilIsOver or NothingToTakeBack.
    """
    about = about.strip()
    if matter.needs_about and not about:
        raise NeedsAbout
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.AGREEMENT, person_id=person_id, at=at)
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        rows = {row.id: row for row in Agreement.objects.filter(person=person_id, matter=matter.value)}
        same = next((line for line in open_agreements(rows.values(), keys, at=at) if line.about == about), None)
        if same:
            _answer(rows[same.id], same, said, by, at)
            return same.id
        check_answer([], said.given, today=day_of(at))
        row = Agreement(id=uuid4(), person_id=person_id, matter=matter.value, asked_at=at)
        row.sealed_about = seal_field(keys, person_id, TABLE, row.id, "sealed_about", about)
        row.save(force_insert=True)
        keep_answer(row, said, 1, keys, granted, by=by, at=at)
        record(Kind.COLLECTION, "asked", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def answer_agreement(*, agreement_id: UUID, said: Answered, seen: int, by: Actor, at: datetime) -> UUID:
    """Write down another answer to what was asked, and return whose it is. The same again changes nothing.

    seen is the number of the last answer on the screen. Raises NotHere, ChangedMeanwhile, InTheFuture, UntilIsOver or
    NothingToTakeBack.
    """
    with transaction.atomic():
        row = Agreement.objects.select_for_update().filter(id=agreement_id).first()
        if row is None:
            raise NotHere
        require(by, Action.WRITE, Item.AGREEMENT, person_id=row.person_id, at=at)
        (line,) = open_agreements([row], open_keys([row.person_id]), at=at)
        if line.answers[-1].answered == said:
            return row.person_id
        if line.number != seen:
            raise ChangedMeanwhile
        _answer(row, line, said, by, at)
    return row.person_id


def _answer(row: Agreement, line: AgreementLine, said: Answered, by: Actor, at: datetime) -> None:
    """Keep one more answer and record it. The person's row or the agreement is locked."""
    if line.answers[-1].answered == said:
        return
    granted = require(by, Action.WRITE, Item.AGREEMENT, person_id=row.person_id, at=at)
    check_answer([one.answered.given for one in line.answers], said.given, today=day_of(at))
    keep_answer(row, said, line.number + 1, open_keys([row.person_id]), granted, by=by, at=at)
    record(Kind.ALTERATION, "answered", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
