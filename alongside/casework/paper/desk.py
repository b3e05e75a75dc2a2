"""What somebody who types sheets is shown: which sessions a sheet can be about, and that they typed one. Never what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Actor
from alongside.access.disclosures import find_safeguarding_leads
from alongside.access.standings import day_of
from alongside.access.typists import TYPIST, list_people_to_type_for, require_typist
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.paper.sheets import reference_of, sessions_to_type
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.paper import TypedSheet

SHOWN = 20


@dataclass(frozen=True, slots=True)
class SessionOnPaper:
    """A session that a sheet may be about. practitioner is a first name. Nothing says whose session it is."""

    session_id: UUID
    on: date
    practitioner: str
    reference: str


@dataclass(frozen=True, slots=True)
class QuestionToType:
    """One question as whoever types reads it, beside the sheet."""

    item_id: str
    text: str
    numbers: range


@dataclass(frozen=True)
class TypingPage:
    """What is needed to type a sheet. leads are first names of those who read what is to be told today."""

    person_id: UUID
    sessions: Sequence[SessionOnPaper]
    questions: Sequence[QuestionToType]
    leads: Sequence[str]


@dataclass(frozen=True, slots=True)
class TypedLine:
    """That the viewer typed a sheet, and when."""

    reference: str
    typed_at: datetime


@dataclass(frozen=True)
class Desk:
    """Whether there is anybody to type for, and what the viewer typed, the last first."""

    may_type: bool
    typed: Sequence[TypedLine]


def get_typing_page(*, person_id: UUID, viewer: Actor, at: datetime) -> TypingPage:
    """Return what is needed to type a sheet of this person, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = require_typist(viewer, person_id, at=at)
        rows = list(sessions_to_type([person_id], by=viewer, at=at).select_related("practitioner"))
        record_opened(granted, by=viewer, at=at, object_type="paper_check_in")
        leads = find_safeguarding_leads(person_id, at=at)
    definition = load_definition(CHECK_IN)
    return TypingPage(
        person_id=person_id,
        sessions=[
            SessionOnPaper(row.id, day_of(row.planned_at), row.practitioner.get_short_name(), reference_of(row.id))
            for row in rows
        ],
        questions=[
            QuestionToType(
                item.id,
                item.in_language("en").ask_about("your worker"),
                range(definition.lowest, definition.highest + 1),
            )
            for item in definition.items
        ],
        leads=leads,
    )


def get_desk(*, viewer: Actor, at: datetime) -> Desk:
    """Return the start page of whoever types sheets. One *listed* entry when a sheet of somebody's is named on it."""
    people = list_people_to_type_for(viewer, at)
    with transaction.atomic():
        rows = TypedSheet.objects.filter(typed_by=viewer.id, person__in=people).select_related("person")
        shown = list(rows.order_by("-typed_at", "id")[:SHOWN])
        if shown:
            pseudonyms = {row.person.pseudonym for row in shown}
            record_listed(pseudonyms, by=viewer, at=at, relation=TYPIST, object_type="typed_sheet")
    return Desk(bool(people), [TypedLine(reference_of(row.session_id), row.typed_at) for row in shown])


def find_sheet(*, reference: str, viewer: Actor, at: datetime) -> UUID | None:
    """Return the person whose sheet this is, if it is one that the viewer may type. None for any other reference.

    Only the sessions of those the viewer types for are compared, so that no reference can be tried out.
    """
    people = list_people_to_type_for(viewer, at)
    rows = sessions_to_type(people, by=viewer, at=at).values_list("id", "person")
    found = {person_id for session_id, person_id in rows if reference_of(session_id) == reference}
    return found.pop() if len(found) == 1 else None
