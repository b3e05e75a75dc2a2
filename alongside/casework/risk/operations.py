"""What is done with the predictors: their history kept, worked out, judged, signed a second time, offered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, QuerySet

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import open_born_on
from alongside.casework.risk.drafts import DraftOf, clear_form_draft
from alongside.casework.risk.errors import (
    ChangedMeanwhile,
    Implausible,
    NeedsAReason,
    NotForThem,
    NothingCalculated,
    SecondedAlready,
)
from alongside.casework.risk.inputs import HISTORY_NAMES, load_inputs, why_not
from alongside.casework.risk.sealing import (
    Reasons,
    open_body,
    open_facts,
    open_reasons,
    plain,
    seal_body,
    seal_facts,
    seal_reasons,
)
from alongside.domain.risk import Problem, check_plausible, read_answers, score_answers
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.risk import Calculation, FigureOffer, Judgement, PredictorHistory
from alongside.vault import open_keys


def save_history(*, person_id: UUID, facts: Mapping[str, Any], revision: int, by: Actor, at: datetime) -> None:
    """Keep dates, counts and the code of the offence, and forget the draft. The same again changes nothing.

    revision is that of the form, 0 for none.

    Raises NotHere, MalformedInput, Implausible with every contradiction, or ChangedMeanwhile with what stands there now.
    """
    kept = {name: value for name, value in plain(facts).items() if name in HISTORY_NAMES}
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        person = Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        _refuse_implausible(kept | {"date_of_birth": open_born_on(keys, person)}, at)
        row = PredictorHistory.objects.select_related("saved_by").filter(person=person).first()
        before = open_facts(keys, row) if row else {}
        clear_form_draft(person_id, DraftOf.HISTORY, by=by)
        if row and before == kept:
            return
        if (row.revision if row else 0) != revision:
            raise ChangedMeanwhile(before, row.saved_by.name if row else "")
        row = row or PredictorHistory(id=uuid4(), person=person, revision=0)
        row.sealed_facts = seal_facts(keys, row, kept)
        row.revision, row.saved_at, row.saved_by_id = row.revision + 1, at, by.id
        row.save()
        record(Kind.ALTERATION, "saved", granted, by=by, at=at, object_type="predictor history", object_id=row.id)


def calculate(*, person_id: UUID, by: Actor, at: datetime) -> UUID:
    """Work every predictor out from what is known today and keep it as the next calculation. Returns its id.

    The same answers on the same day give the one that is there. It starts nothing else. Raises NotHere or NotForThem.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        person = Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        reason = why_not(person, keys, at)
        if reason:
            raise NotForThem(reason)
        found = load_inputs(person, granted, keys, viewer=by, at=at)
        answers = read_answers(found.values, today=day_of(at))
        last = Calculation.objects.filter(person=person).order_by("-number").first()
        if last and last.signed == found.signed and open_body(keys, last).input == plain(answers.as_mapping()):
            return last.id
        number = _next_number(Calculation.everything.filter(person=person))
        row = Calculation(id=uuid4(), person=person, number=number, signed=found.signed)
        row.sealed_body = seal_body(keys, row, answers, score_answers(answers))
        row.made_at, row.made_by_id = at, by.id
        row.save(force_insert=True)
        record(Kind.COLLECTION, "calculated", granted, by=by, at=at, object_type="predictors", object_id=row.id)
    return row.id


def judge(*, person_id: UUID, says: str, reasons: Reasons, by: Actor, at: datetime) -> UUID:
    """Write a judgement beside the newest calculation: agrees with it or overrides it, with the reason. Returns its id.

    The last one sent again changes nothing. Raises NotHere, NothingCalculated or NeedsAReason.
    """
    if not reasons.reason.strip():
        raise NeedsAReason
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        calculation = _newest(person_id)
        clear_form_draft(person_id, DraftOf.JUDGEMENT, by=by)
        keys = open_keys([person_id])
        last = Judgement.objects.filter(calculation=calculation).order_by("-number").first()
        if last and last.says == says and last.written_by_id == by.id and open_reasons(keys, last) == reasons:
            return last.id
        row = Judgement(id=uuid4(), person_id=person_id, calculation=calculation, says=says)
        row.number = _next_number(Judgement.everything.filter(calculation=calculation))
        row.sealed_words = seal_reasons(keys, row, reasons)
        row.written_at, row.written_by_id = at, by.id
        row.save(force_insert=True)
        record(Kind.COLLECTION, "judged", granted, by=by, at=at, object_type="judgement", object_id=row.id)
    return row.id


def second_judgement(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Sign the newest judgement a second time, as the supervisor. Signing twice changes nothing.

    Raises NotHere, also for whoever wrote it, or SecondedAlready by somebody else.
    """
    with transaction.atomic():
        granted = require(by, Action.SECOND_SIGN, Item.ASSESSMENT, person_id=person_id, at=at)
        row = Judgement.objects.select_for_update().filter(calculation=_newest(person_id)).order_by("-number").first()
        if row is None or row.written_by_id == by.id:
            raise NotHere
        if row.seconded_by_id == by.id:
            return
        if row.seconded_by_id:
            raise SecondedAlready
        row.seconded_at, row.seconded_by_id = at, by.id
        row.save(update_fields=["seconded_at", "seconded_by"])
        record(Kind.ALTERATION, "second_signed", granted, by=by, at=at, object_type="judgement", object_id=row.id)


def offer_figures(*, person_id: UUID, what: str, answer: str, by: Actor, at: datetime) -> None:
    """Keep that the person was offered a look and what they said: *looked* or *declined*. Their last word counts, and the
    same word on the same day from the same practitioner is one.

    what is *reoffending*, or *others* for the sexual predictors and the screens, which `by` shares by their own name.
    Raises NotHere or NothingCalculated.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        Person.objects.select_for_update().get(id=person_id)
        calculation = _newest(person_id)
        offers = FigureOffer.objects.filter(calculation=calculation)
        last = offers.filter(what=what).order_by("-number").first()
        if last and (last.answer, last.offered_by_id, day_of(last.offered_at)) == (answer, by.id, day_of(at)):
            return
        row = FigureOffer(person_id=person_id, calculation=calculation, number=offers.count() + 1)
        row.what, row.answer, row.offered_at, row.offered_by_id = what, answer, at, by.id
        row.save(force_insert=True)
        _record_offer(granted, row, by=by, at=at)


def _record_offer(granted: Granted, row: FigureOffer, *, by: Actor, at: datetime) -> None:
    kind = Kind.DISCLOSURE if row.answer == "looked" else Kind.COLLECTION
    record(
        kind, row.answer, granted, by=by, at=at, object_type="predictors", object_id=row.calculation_id,
        reason_code=row.what,
    )  # fmt: skip


def _next_number(rows: "QuerySet[Calculation] | QuerySet[Judgement]") -> int:
    """Return the number after the last, those that are held apart counted: theirs are taken."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _newest(person_id: UUID) -> Calculation:
    row = Calculation.objects.filter(person=person_id).order_by("-number").first()
    if row is None:
        raise NothingCalculated
    return row


def _refuse_implausible(values: Mapping[str, Any], at: datetime) -> None:
    problems: list[Problem] = check_plausible(read_answers(values, today=day_of(at)))
    if problems:
        raise Implausible(problems)
