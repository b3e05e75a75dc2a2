"""Who has looked, as role, team and dates. Names of staff are not shown: the page answers a question, it does not accuse."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import require
from alongside.access.receivers import RECEIVER
from alongside.access.standings import day_of
from alongside.access.subject_access import ANSWERING
from alongside.access.typists import TYPIST
from alongside.casework.audit import record_opened
from alongside.casework.people.sealing import PersonName, open_name
from alongside.domain.who_has_looked import FoldedLook, ListedMonth, OneLook, count_listed, fold_looks
from alongside.ledger import Look, list_looks
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.vault import open_keys

READ_AT_MOST = 2_000
SEEN_AS = {
    "allocated": "Their practitioner",
    "co_worker": "Their co-worker",
    "cover": "Practitioner standing in",
    "supervisor": "Supervisor of their practitioner",
    "inspector": "Inspector",
    "broken_glass": "Somebody who opened it in an emergency",
    "safeguarding_lead": "Safeguarding lead, about what you asked to be passed on",
}
# What was told to the safeguarding lead, said to be wrong, typed from paper or opened for a copy is not even there for a
# worker, and neither is a privacy officer: they look because somebody complained, asked or is owed something. The person
# sees these.
NOT_FOR_WORKERS = {"safeguarding_lead", "privacy_officer", RECEIVER, TYPIST, ANSWERING}


@dataclass(frozen=True)
class LookedLine:
    """One line of the page."""

    seen_as: str
    team: str
    first_at: datetime
    last_at: datetime
    count: int
    is_viewer: bool


@dataclass(frozen=True)
class WhoHasLooked:
    """Everything the page shows. is_cut_off says that there are older entries than those read."""

    person_id: UUID
    name: PersonName
    lines: tuple[LookedLine, ...]
    listed: tuple[ListedMonth, ...]
    is_cut_off: bool


def get_who_has_looked(*, person_id: UUID, viewer: Actor, at: datetime) -> WhoHasLooked:
    """Return who opened this person's record, newest first, and how often they stood in a list. Raises NotHere.

    Looking at this page is a look of its own, and is recorded as one.
    """
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.WHO_HAS_LOOKED, person_id=person_id, at=at)
        person = Person.objects.get(id=person_id)
        name = open_name(open_keys([person_id]), person)
        looks = list_looks(granted.pseudonym, limit=READ_AT_MOST, without=NOT_FOR_WORKERS)
        lines = fold_looks(_opened(looks))
        teams = _teams(line.actor_id for line in lines)
        record_opened(granted, by=viewer, at=at, object_type="who_has_looked")
    return WhoHasLooked(
        person_id=person_id,
        name=name,
        lines=tuple(_line(line, teams, viewer) for line in lines),
        listed=count_listed(day_of(look.at) for look in looks if look.action == "listed"),
        is_cut_off=len(looks) == READ_AT_MOST,
    )


def _opened(looks: Iterable[Look]) -> list[OneLook]:
    return [
        OneLook(look.actor_id, SEEN_AS.get(look.relation, "Somebody else"), look.at)
        for look in looks
        # When somebody came to their own side is for nobody on the staff to read.
        if look.action != "listed" and look.actor_id is not None and look.relation != "self"
    ]


def _teams(users: Iterable[UUID]) -> dict[UUID, str]:
    rows = User.objects.filter(id__in=set(users)).values_list("id", "team__name")
    return {user_id: team or "" for user_id, team in rows}


def _line(line: FoldedLook, teams: dict[UUID, str], viewer: Actor) -> LookedLine:
    team = teams.get(line.actor_id, "")
    return LookedLine(line.seen_as, team, line.first_at, line.last_at, line.count, line.actor_id == viewer.id)
