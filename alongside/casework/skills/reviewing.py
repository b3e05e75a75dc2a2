"""What was practised since two people last met, for the session in which they look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record_opened
from alongside.casework.skills.loading import SkillLoaded, load_skills
from alongside.casework.skills.sealing import OBJECT
from alongside.domain.skills import Practice, to_review
from alongside.records.sessions import Session
from alongside.vault import open_keys


@dataclass(frozen=True, slots=True)
class ToReview:
    """A skill in progress and what was practised of it since the last meeting, by day, or nothing."""

    module_id: str
    title: str
    practised: Sequence[Practice]


def list_to_review(*, session_id: UUID, viewer: Actor, at: datetime) -> Sequence[ToReview]:
    """Return what to look at together in a session, skill by skill. One *opened* entry if there is any. Raises NotHere.

    What came since the meeting before it, and once it is finished nothing that came later.
    """
    with transaction.atomic():
        session = Session.objects.filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.READ, Item.SKILL, person_id=session.person_id, at=at)
        skills = load_skills(session.person_id, open_keys([session.person_id]))
        last_met = _last_met_before(session)
        found = [_of(module_id, skill, last_met, session.finished_at) for module_id, skill in skills.items()]
        shown = [one for one in found if one.practised or not skills[one.module_id].aside]
        if shown:
            record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        return shown


def _of(module_id: str, skill: SkillLoaded, last_met: datetime | None, until: datetime | None) -> ToReview:
    return ToReview(module_id, skill.title, to_review(skill.log, last_met_at=last_met, until=until))


def _last_met_before(session: Session) -> datetime | None:
    met = Session.objects.filter(person=session.person_id, attendance="attended", planned_at__lt=session.planned_at)
    last: datetime | None = met.aggregate(last=Max(Coalesce("finished_at", "planned_at")))["last"]
    return last
