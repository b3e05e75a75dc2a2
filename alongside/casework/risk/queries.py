"""The predictors of one person as a page: what is missing, what came out, how it is explained, and what was judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.corrections.asking import find_lines_asked_about
from alongside.casework.drafts.keeping import KeptForm
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.risk.drafts import DraftOf, find_form_draft
from alongside.casework.risk.inputs import load_inputs, why_not
from alongside.casework.risk.sealing import Reasons, open_body, open_facts, open_reasons
from alongside.casework.risk.shared import explain_body, find_line, mark_lines, require_shared
from alongside.domain.risk import OUTCOMES, Explanation, Line, read_answers, score_answers
from alongside.records.people import Person
from alongside.records.risk import Calculation, FigureOffer, Judgement, PredictorHistory
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One judgement with its reasons, and which calculation it was written beside.

    may_second: whether this viewer may sign it a second time.
    """

    number: int
    says: str
    reasons: Reasons
    by: str
    at: datetime
    seconded_by: str
    seconded_at: datetime | None
    may_second: bool


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What the person was offered and what they said."""

    what: str
    answer: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CalculationLine:
    """One calculation in the history: every result as it was then, with its versions."""

    number: int
    made_at: datetime
    made_by: str
    signed: bool
    results: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class PredictorsPage:
    """Everything about the predictors that this viewer may read. why_not says why nothing is worked out, or nothing.

    missing: for each reoffending predictor the inputs that its fuller figure still needs, today.
    """

    identity: Identity
    why_not: str
    missing: Mapping[str, tuple[str, ...]]
    has_history: bool
    explanations: Sequence[Explanation]
    calculations: Sequence[CalculationLine]
    judgements: Sequence[JudgementLine]
    offers: Sequence[OfferLine]
    may_write: bool


@dataclass(frozen=True)
class HistoryPage:
    """The history as a form shows it: what stands there and the revision it is of, 0 for none, and what its reader has not
    saved yet.
    """

    identity: Identity
    facts: Mapping[str, Any]
    revision: int
    born_on: date | None
    draft: KeptForm | None


@dataclass(frozen=True)
class JudgingPage:
    """Whom a judgement is written about, and what its reader has written of one and not saved yet."""

    identity: Identity
    draft: KeptForm | None


@dataclass(frozen=True)
class TogetherPage:
    """What the person looks at with the practitioner: their own figures and nothing else.

    marks name each line. asked_about are the lines they said are wrong, with the last day for an answer.
    """

    person_id: UUID
    first_name: str
    explanations: Sequence[Explanation]
    marks: Mapping[str, tuple[Explanation, Line]]
    asked_about: Mapping[str, date]
    others: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One line of their figures, of which the person may say that it is wrong."""

    person_id: UUID
    line: Line


def get_predictors(*, person_id: UUID, viewer: Actor, at: datetime) -> PredictorsPage:
    """Return the page of the predictors, and record that it was opened. Raises NotHere.

    Whoever stands in reads only what was worked out from a signed conversation.
    """
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.ASSESSMENT, person_id=person_id, at=at, signed=True)
        keys = open_keys([person_id])
        person = Person.objects.get(id=person_id)
        rows = _readable(granted, viewer, at)
        newest = rows[0] if rows else None
        may_write = is_allowed(viewer, Action.WRITE, Item.ASSESSMENT, granted, at=at)
        found = load_inputs(person, granted, keys, viewer=viewer, at=at)
        record_opened(granted, by=viewer, at=at, object_type="predictors", object_id=newest.id if newest else None)
        return PredictorsPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            why_not=why_not(person, keys, at),
            missing=_missing(found.values, day_of(at)) if may_write else {},
            has_history=found.has_history,
            explanations=explain_body(open_body(keys, newest)) if newest else (),
            calculations=[_calculation(row, keys) for row in rows],
            judgements=_judgements(rows, keys, granted, viewer, at),
            offers=_offers(rows),
            may_write=may_write,
        )


def get_judging(*, person_id: UUID, viewer: Actor, at: datetime, tab: str = "") -> JudgingPage:
    """Return what the form of a judgement shows, and record that it was opened. Raises NotHere for whoever may not write."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type="predictors")
        return JudgingPage(
            load_identity(granted, keys, viewer=viewer, at=at),
            find_form_draft(person_id, DraftOf.JUDGEMENT, keys, tab=tab, by=viewer),
        )


def get_whom(*, person_id: UUID, viewer: Actor, at: datetime) -> Identity:
    """Return who is asked to look, for those who may ask. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        record_opened(granted, by=viewer, at=at, object_type="predictors")
        return load_identity(granted, open_keys([person_id]), viewer=viewer, at=at)


def get_history(*, person_id: UUID, viewer: Actor, at: datetime, tab: str = "") -> HistoryPage:
    """Return what the form of the history shows, and record that it was opened. Raises NotHere for whoever may not write."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        row = PredictorHistory.objects.filter(person=person_id).first()
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        record_opened(granted, by=viewer, at=at, object_type="predictor history", object_id=row.id if row else None)
        return HistoryPage(
            identity=identity,
            facts=open_facts(keys, row) if row else {},
            revision=row.revision if row else 0,
            born_on=identity.born_on,
            draft=find_form_draft(person_id, DraftOf.HISTORY, keys, tab=tab, by=viewer),
        )


def get_together(*, person_id: UUID, what: str, viewer: Actor, at: datetime) -> TogetherPage:
    """Return what both look at, and record that it was opened. what is *reoffending* or *others*.

    Raises NotHere unless the person was asked today and their last word was yes, or this viewer shared the others today in
    their own name.
    """
    with transaction.atomic():
        granted, newest = require_shared(person_id, what, viewer=viewer, at=at)
        keys = open_keys([person_id])
        body = open_body(keys, newest)
        explanations = explain_body(body) if what == "reoffending" else ()
        record_opened(granted, by=viewer, at=at, object_type="predictors together", object_id=newest.id)
        return TogetherPage(
            person_id=person_id,
            first_name=load_identity(granted, keys, viewer=viewer, at=at).name.first,
            explanations=explanations,
            marks=mark_lines(newest.number, explanations),
            asked_about=find_lines_asked_about(person_id, keys) if explanations else {},
            others={} if what == "reoffending" else {n: r for n, r in body.results.items() if n not in OUTCOMES},
        )


def get_shared_line(*, person_id: UUID, mark: str, viewer: Actor, at: datetime) -> SharedLine:
    """Return one line of the figures that both look at, and record that it was opened.

    Raises NotHere as `get_together` does, and for a line that is not among them.
    """
    with transaction.atomic():
        granted, newest = require_shared(person_id, "reoffending", viewer=viewer, at=at)
        _, line = find_line(open_body(open_keys([person_id]), newest), newest.number, mark)
        record_opened(granted, by=viewer, at=at, object_type="predictors together", object_id=newest.id)
        return SharedLine(person_id, line)


def _readable(granted: Granted, viewer: Actor, at: datetime) -> list[Calculation]:
    rows = Calculation.objects.filter(person=granted.person_id).select_related("made_by").order_by("-number")
    reads_unsigned = is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at, signed=False)
    return list(rows if reads_unsigned else rows.filter(signed=True))


def _missing(values: Mapping[str, Any], today: date) -> dict[str, tuple[str, ...]]:
    results = score_answers(read_answers(values, today=today))
    return {
        name: tuple(dict.fromkeys(field for problem in results[name].errors for field in problem.fields))
        for name in OUTCOMES
    }


def _calculation(row: Calculation, keys: KeyRing) -> CalculationLine:
    return CalculationLine(row.number, row.made_at, row.made_by.name, row.signed, open_body(keys, row).results)


def _judgements(
    calculations: Sequence[Calculation], keys: KeyRing, granted: Granted, viewer: Actor, at: datetime
) -> list[JudgementLine]:
    """Return every judgement, the last first. One that was written beside earlier figures does not go when there are newer."""
    found = Judgement.objects.filter(calculation__in=calculations).select_related(
        "calculation", "written_by", "seconded_by"
    )
    rows = list(found.order_by("-calculation__number", "-number"))
    may_second = is_allowed(viewer, Action.SECOND_SIGN, Item.ASSESSMENT, granted, at=at)
    return [
        JudgementLine(
            number=row.calculation.number,
            says=row.says,
            reasons=open_reasons(keys, row),
            by=row.written_by.name,
            at=row.written_at,
            seconded_by=row.seconded_by.name if row.seconded_by else "",
            seconded_at=row.seconded_at,
            may_second=may_second
            and row is rows[0]
            and row.calculation_id == calculations[0].id
            and row.seconded_by is None
            and row.written_by_id != viewer.id,
        )
        for row in rows
    ]


def _offers(calculations: Sequence[Calculation]) -> list[OfferLine]:
    rows = FigureOffer.objects.filter(calculation__in=calculations).select_related("offered_by")
    return [
        OfferLine(row.what, row.answer, row.offered_by.name, row.offered_at)
        for row in rows.order_by("-calculation__number", "-number")
    ]
