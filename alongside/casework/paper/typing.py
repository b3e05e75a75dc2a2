"""Typing a sheet in: once for a session, never by anybody who works with the person, and read back by nobody for typing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor, Audience
from alongside.access.gates import NotHere
from alongside.access.standings import LONDON, day_of
from alongside.access.typists import require_typist
from alongside.casework.audit import record
from alongside.casework.disclosures.operations import pass_on
from alongside.casework.my_side.giving import Given, give_answers
from alongside.casework.my_side.offers import begin_check_in
from alongside.casework.my_side.progress import Progress
from alongside.casework.paper.sheets import sessions_to_type
from alongside.domain.paper import is_possible_day
from alongside.domain.speaking import SpokenIn
from alongside.ledger import Kind
from alongside.records.check_ins import CheckIn
from alongside.records.paper import TypedSheet
from alongside.records.sessions import Session

LANGUAGES = {SpokenIn.WELSH: "cy"}


class SheetRefused(Exception):
    """The sheet cannot be kept as it is."""


class TypedAlready(SheetRefused):
    """A sheet for this session was typed."""


class AnsweredAlready(SheetRefused):
    """The person has given answers about this session in another way."""


class ImpossibleDay(SheetRefused):
    """The day on the sheet is before the meeting, or has not come yet."""


@dataclass(frozen=True)
class OnPaper:
    """What is on a sheet. With not_today there are no answers, audience or words. tell is what to pass on today, if anything.

    answers are by item; None is *prefer not to say*, and so is a question that was left empty.
    """

    session_id: UUID
    written_on: date
    asked_in: SpokenIn = SpokenIn.ENGLISH
    interpreter: bool = False
    not_today: bool = False
    audience: Audience = Audience.NOT_CHOSEN
    answers: Mapping[str, int | None] = field(default_factory=dict)
    felt_off: bool = False
    words: str = ""
    tell: str = ""


def check_sheet(*, person_id: UUID, sheet: OnPaper, by: Actor, at: datetime) -> None:
    """Raise what type_sheet would refuse the sheet with, so that it is said before everything is checked. Keeps nothing."""
    require_typist(by, person_id, at=at)
    session = sessions_to_type([person_id], by=by, at=at).filter(id=sheet.session_id).first()
    _refuse(session, sheet, at)


def type_sheet(*, person_id: UUID, sheet: OnPaper, by: Actor, at: datetime) -> None:
    """Give what is on a sheet to the audience the person chose, as if they had answered on the day it was filled in.

    Raises NotHere, TypedAlready, AnsweredAlready or ImpossibleDay, and ValueError for answers without an audience. Then
    nothing at all is kept.
    """
    if not sheet.not_today and sheet.audience is Audience.NOT_CHOSEN:
        raise ValueError("an audience must be chosen")
    with transaction.atomic():
        granted = require_typist(by, person_id, at=at)
        locked = sessions_to_type([person_id], by=by, at=at).select_for_update(of=("self",))
        session = _refuse(locked.filter(id=sheet.session_id).first(), sheet, at)
        row = TypedSheet(id=uuid4(), person_id=person_id, session=session, written_on=sheet.written_on, typed_at=at)
        row.typed_by_id = by.id
        row.check_in = None if sheet.not_today else _give(session, sheet, at)
        row.save(force_insert=True)
        if sheet.tell.strip():
            pass_on(granted, session.id, sheet.tell.strip(), sheet_id=row.id, by=by, at=at)
        record(Kind.COLLECTION, "typed", granted, by=by, at=at, object_type="typed_sheet", object_id=row.id)


def _refuse(session: Session | None, sheet: OnPaper, at: datetime) -> Session:
    if session is None:
        raise NotHere
    if TypedSheet.objects.filter(session=session).exists():
        raise TypedAlready
    if not sheet.not_today and CheckIn.everything.filter(session=session, state="completed").exists():
        raise AnsweredAlready
    if not is_possible_day(sheet.written_on, met_on=day_of(session.planned_at), today=day_of(at)):
        raise ImpossibleDay
    return session


def _give(session: Session, sheet: OnPaper, at: datetime) -> CheckIn:
    check_in = begin_check_in(session, at=at)
    if check_in.state != "offered":
        raise AnsweredAlready
    check_in.asked_in = sheet.asked_in.value
    check_in.interpreter = sheet.interpreter or sheet.asked_in is SpokenIn.OTHER
    # The line is drawn by the day on which the person answered, not by the day of the typing.
    noon = datetime.combine(sheet.written_on, time(12), LONDON)
    given = Given(
        answers=Progress(answers=dict(sheet.answers), felt_off=sheet.felt_off),
        audience=sheet.audience,
        language=LANGUAGES.get(sheet.asked_in, "en-gb"),
        words=sheet.words,
        said_at=min(noon, at),
    )
    give_answers(check_in, given, at=at)
    return check_in
