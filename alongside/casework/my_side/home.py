"""What there is to do or to read behind the person's own door."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists

from alongside.casework.my_side.capabilities import OpenCapability
from alongside.records.check_ins import AnswerBack
from alongside.records.endings import EndingVersion
from alongside.records.messages import ReminderPlan
from alongside.records.people import Person
from alongside.records.plan import PlanVersion
from alongside.records.promises import Promise
from alongside.records.reintegration import ReintegrationVersion
from alongside.records.sessions import Session
from alongside.records.skills import Skill


@dataclass(frozen=True)
class WhatIsThere:
    """Which pages have something on them. Nothing of what it says."""

    promises: bool
    next_session: bool
    answers: bool
    new_answers: bool
    reminders: bool
    plan: bool
    practice: bool
    pathways: bool


def find_what_is_there(*, capability: OpenCapability, at: datetime) -> WhatIsThere:
    """Return which pages have something on them. Two queries."""
    person_id = capability.person_id
    there = Person.objects.filter(id=person_id).values_list(
        Exists(Promise.objects.filter(person=person_id, taken_back_at__isnull=True)),
        Exists(Session.objects.filter(person=person_id, attendance="planned", planned_at__gt=at)),
        Exists(ReminderPlan.objects.filter(person=person_id, ended_at__isnull=True)),
        Exists(PlanVersion.objects.filter(person=person_id)),
        Exists(Skill.objects.filter(person=person_id)),
        Exists(ReintegrationVersion.objects.filter(person=person_id)),
        Exists(EndingVersion.objects.filter(person=person_id)),
    )
    promises, next_session, reminders, plan, practice, pathways, ending = there.get()
    answers = list(AnswerBack.objects.filter(person=person_id).values_list("read_at", flat=True))
    return WhatIsThere(
        promises=promises,
        next_session=next_session,
        answers=bool(answers),
        new_answers=None in answers,
        reminders=reminders,
        plan=plan,
        practice=practice,
        pathways=pathways or ending,
    )
