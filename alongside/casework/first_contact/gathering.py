"""What other pages of the record say already, gathered once before a first meeting: strengths first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.gates import Granted
from alongside.access.standings import day_of
from alongside.casework.people.contact import Route, load_routes
from alongside.casework.people.identity import Identity
from alongside.casework.people.loading import load_happenings, session_day
from alongside.casework.people.what_matters import WordsThatMatter, load_words
from alongside.domain.first_contact import Known, list_to_ask
from alongside.domain.strains.power_events import PowerEventKind
from alongside.records.relationships import Relationship
from alongside.vault import KeyRing


@dataclass(frozen=True, slots=True)
class WorkedWith:
    """Somebody who has worked with the person, since when and until when."""

    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A use of authority by its kind and day. What was said about it is on its own page."""

    kind: PowerEventKind
    on: date


@dataclass(frozen=True)
class Gathered:
    """What is known. came_on are the last days on which they met somebody, the last first. to_ask is all that is left."""

    what_matters: WordsThatMatter | None
    came_on: Sequence[date]
    worked_with: Sequence[WorkedWith]
    happened: Sequence[Happened]
    routes: Sequence[Route]
    to_ask: Sequence[str]


LAST_DAYS = 3


def gather(granted: Granted, identity: Identity, keys: KeyRing, *, at: datetime) -> Gathered:
    """Return what others have written about a person. The caller has passed the gate of those who work with them.

    Whoever writes a first contact may read all of this on the pages it comes from. No check-in, rating or strain is in it.
    """
    person_id = granted.person_id
    happenings = load_happenings(person_id, with_episodes=False)
    routes = [route for route in load_routes(person_id, keys, at=at) if route.ended_on is None]
    words = load_words(person_id, keys, limit=1)
    came_on = [session_day(row) for row in happenings.sessions if row.attendance == "attended"]
    return Gathered(
        what_matters=words[0] if words else None,
        came_on=came_on[::-1][:LAST_DAYS],
        worked_with=[_worked(row) for row in happenings.relationships if row.starts_on <= day_of(at)],
        happened=[Happened(PowerEventKind(row.kind), row.happened_on) for row in reversed(happenings.power_events)],
        routes=routes,
        to_ask=list_to_ask(_known(identity, has_words=bool(words), routes=routes)),
    )


def _known(identity: Identity, *, has_words: bool, routes: Sequence[Route]) -> Known:
    needs = identity.needs
    return Known(
        languages=bool(needs.languages),
        communication=bool(needs.communication),
        access=bool(needs.access),
        what_matters=has_words,
        way_to_reach=bool(routes),
        safe_way_to_reach=not routes or any(route.safe and route.is_confirmed for route in routes),
    )


def _worked(row: Relationship) -> WorkedWith:
    return WorkedWith(row.practitioner.name, row.starts_on, row.ends_on)
