"""What the person reads of how long their record is kept, and how they ask to be erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.casework.retention.opening import RequestLine, open_requests
from alongside.casework.retention.requests import keep_request
from alongside.casework.retention.schedules import version_of
from alongside.domain.retention import CaseType, ScheduleVersion, find_in_force
from alongside.records.relationships import Supervision
from alongside.records.retention import ErasureRequest, RetentionSchedule
from alongside.vault import open_keys


@dataclass(frozen=True, slots=True)
class KeptFor:
    """What is decided today for one kind of record the person has. version is None while nothing is decided."""

    case_type: CaseType
    version: ScheduleVersion | None
    controller: str


@dataclass(frozen=True)
class OwnKeeping:
    """How long what is kept, and what the person asked. Holds are not on it: some are about what others are to find out."""

    kinds: Sequence[KeptFor]
    requests: Sequence[RequestLine]

    @property
    def is_waiting(self) -> bool:
        """Return whether a request waits for an answer."""
        return any(request.decided_at is None for request in self.requests)


def get_own_keeping(*, capability: OpenCapability, at: datetime) -> OwnKeeping:
    """Return how long the person's record is kept and what they asked, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.RETENTION, at=at)
        kinds = set(Supervision.objects.filter(person=granted.person_id).values_list("kind", flat=True))
        rows = {version_of(row): row for row in RetentionSchedule.objects.all()}
        requests = ErasureRequest.objects.filter(person=granted.person_id)
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="retention")
        return OwnKeeping(
            [_kept_for(CaseType(kind), rows, at) for kind in sorted(kinds) or [CaseType.NONE.value]],
            open_requests(requests, open_keys([granted.person_id])),
        )


def ask_to_be_erased(*, capability: OpenCapability, words: str, by: Actor, at: datetime) -> UUID:
    """Keep that the person asks to be erased. Asked again while one waits, it is the same. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.RETENTION, at=at)
        if by.id != capability.id:
            raise NotHere
        return keep_request(granted, words, day_of(at), by=by, at=at)


def _kept_for(case_type: CaseType, rows: dict[ScheduleVersion, RetentionSchedule], at: datetime) -> KeptFor:
    version = find_in_force(rows, case_type, on=day_of(at))
    return KeptFor(case_type, version, rows[version].controller if version else "")
