"""What there is to do or to read behind the person's own door."""

from dataclasses import dataclass
from datetime import datetime

from alongside.casework.my_side.capabilities import OpenCapability
from alongside.records.check_ins import AnswerBack
from alongside.records.messages import ReminderPlan
from alongside.records.promises import Promise
from alongside.records.sessions import Session


@dataclass(frozen=True)
class WhatIsThere:
    """Which pages have something on them. Nothing of what it says."""

    promises: bool
    next_session: bool
    answers: bool
    new_answers: bool
    reminders: bool


def find_what_is_there(*, capability: OpenCapability, at: datetime) -> WhatIsThere:
    """Return which pages have something on them. Four queries."""
    promises = Promise.objects.filter(person=capability.person_id, taken_back_at__isnull=True)
    planned = Session.objects.filter(person=capability.person_id, attendance="planned", planned_at__gt=at)
    answers = list(AnswerBack.objects.filter(person=capability.person_id).values_list("read_at", flat=True))
    return WhatIsThere(
        promises=promises.exists(),
        next_session=planned.exists(),
        answers=bool(answers),
        new_answers=None in answers,
        reminders=ReminderPlan.objects.filter(person=capability.person_id, ended_at__isnull=True).exists(),
    )
