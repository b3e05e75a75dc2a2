"""Who has looked, for the person themselves: role, team and day, and never a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.who_has_looked import ListedMonth, OneLook, count_listed, fold_looks
from alongside.ledger import Kind, Look, list_looks
from alongside.records.identity import User
from alongside.records.passing_on import PassedOn

READ_AT_MOST, SHOWN = 2_000, 60
# Their own visits tell them nothing, and looks through a way that has no word of its own are said as *somebody*.
OWN = ("self",)
PASSED_ON = "passed_on"
# To type in what is on paper is no look at the record, and the person is told of it all the same.
TYPED = "typed"


@dataclass(frozen=True, slots=True)
class OwnLook:
    """One visit, or a sheet typed in. relation is the word of how they stood to the person, team may be empty."""

    relation: str
    team: str
    at: datetime
    pages: int
    passed_on: bool
    typed: bool = False


@dataclass(frozen=True)
class WhoLooked:
    """The last 60 visits, the newest first; how often the person stood in a list; how many entries no person caused."""

    looks: Sequence[OwnLook]
    listed: Sequence[ListedMonth]
    by_machine: int
    has_older: bool


def get_who_looked_at_me(*, capability: OpenCapability, at: datetime) -> WhoLooked:
    """Return who opened this person's record and who passed something on, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.WHO_HAS_LOOKED, at=at)
        looks = list_looks(
            granted.pseudonym, limit=READ_AT_MOST, without=OWN, also=[TYPED], kept_back=_kept_back(granted.person_id)
        )
        people = [look for look in looks if look.actor_id is not None]
        visits = fold_looks(_one(look) for look in people if look.action != "listed")
        teams = _teams({visit.actor_id for visit in visits[:SHOWN]})
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="who_has_looked")
    return WhoLooked(
        looks=[
            OwnLook(
                relation=visit.seen_as.removeprefix(PASSED_ON).removeprefix(f"{TYPED}:"),
                team=teams.get(visit.actor_id, ""),
                at=visit.last_at,
                pages=visit.count,
                passed_on=visit.seen_as.startswith(PASSED_ON),
                typed=visit.seen_as.startswith(f"{TYPED}:"),
            )
            for visit in visits[:SHOWN]
        ],
        listed=count_listed(day_of(look.at) for look in people if look.action == "listed"),
        by_machine=len(looks) - len(people),
        has_older=len(visits) > SHOWN or len(looks) == READ_AT_MOST,
    )


def _kept_back(person_id: UUID) -> list[UUID]:
    """Return what was passed on and is not told yet. A list that showed it all the same would tell it."""
    return list(PassedOn.objects.filter(person=person_id, told_on__isnull=True).values_list("id", flat=True))


def _one(look: Look) -> OneLook:
    told = PASSED_ON if look.kind is Kind.DISCLOSURE else f"{TYPED}:" if look.action == TYPED else ""
    return OneLook(look.actor_id or UUID(int=0), f"{told}{look.relation}", look.at)


def _teams(users: set[UUID]) -> dict[UUID, str]:
    rows = User.objects.filter(id__in=users).values_list("id", "team__name")
    return {user_id: team or "" for user_id, team in rows}
