"""The sheet a practitioner prints, and what leads from the reference on it back to a session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.access import Action, Actor, Item
from alongside.access.disclosures import find_safeguarding_leads
from alongside.access.gates import NotHere, require
from alongside.access.readers import Readers, find_readers
from alongside.access.standings import day_of
from alongside.access.typists import find_typists
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import NOTHING_TO_ASK_ABOUT
from alongside.domain.paper import TYPED_WITHIN, make_reference
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.sessions import Session
from alongside.vault import blind_index


@dataclass(frozen=True, slots=True)
class AskedOnPaper:
    """One question on the sheet, with the words at both ends of the scale."""

    text: str
    lowest: str
    highest: str


@dataclass(frozen=True)
class Sheet:
    """What is printed for one session. No name of the person, and nothing of their record.

    typists are the names of those who may type it, the supervisor first, none when nobody may. leads are first names.
    """

    session_id: UUID
    person_id: UUID
    met_on: date
    practitioner: str
    reference: str
    readers: Readers
    typists: Sequence[str]
    leads: Sequence[str]
    questions: Sequence[AskedOnPaper]
    numbers: range
    open_question: str


def get_sheet(*, session_id: UUID, language: str, viewer: Actor, at: datetime) -> Sheet:
    """Return the sheet of a session for whoever may offer its check-in, and record the look. Raises NotHere."""
    with transaction.atomic():
        held = Session.objects.exclude(attendance__in=NOTHING_TO_ASK_ABOUT).select_related("practitioner")
        session = held.filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.WRITE, Item.CHECK_IN_OFFER, person_id=session.person_id, at=at)
        record_opened(granted, by=viewer, at=at, object_type="sheet", object_id=session.id)
        typists = find_typists(session.person_id, at=at)
    definition, name = load_definition(CHECK_IN), session.practitioner.get_short_name()
    wordings = [item.in_language(language) for item in definition.items]
    return Sheet(
        session_id=session.id,
        person_id=session.person_id,
        met_on=day_of(session.planned_at),
        practitioner=name,
        reference=reference_of(session.id),
        readers=find_readers(session.person_id, at=at),
        typists=[user.name for user in typists],
        leads=find_safeguarding_leads(session.person_id, at=at),
        questions=[AskedOnPaper(w.ask_about(name), w.lowest, w.highest) for w in wordings],
        numbers=range(definition.lowest, definition.highest + 1),
        open_question=definition.open_question(language, practitioner=name),
    )


def reference_of(session_id: UUID) -> str:
    """Return the reference on the sheet of a session. It is worked out and kept nowhere, so printing again changes nothing."""
    return make_reference(blind_index("paper_sheet", str(session_id)))


def sessions_to_type(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> QuerySet[Session]:
    """Return the meetings of these people whose sheet this actor may type, the last first: of the last 90 days, not called off.

    Never one that they held themselves, or that belongs to a relationship of theirs, though it has ended since: the
    answers are about them.
    """
    recent = Session.objects.filter(person__in=list(person_ids), planned_at__lte=at, planned_at__gt=at - TYPED_WITHIN)
    others = recent.exclude(practitioner=by.id).exclude(relationship__practitioner=by.id)
    return others.exclude(attendance__in=NOTHING_TO_ASK_ABOUT).order_by("-planned_at", "id")
