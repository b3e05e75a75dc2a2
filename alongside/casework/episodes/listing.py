"""Lists of strains: those of a practitioner, and those shared with a supervisor.

No list is sorted by a score and none shows one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Actor, Relation, Role
from alongside.access.gates import NotHere
from alongside.access.standings import day_of, visible_people
from alongside.casework.audit import record_listed
from alongside.casework.check_ins.waiting import Waiting, load_waiting
from alongside.casework.people.sealing import PersonName, open_name
from alongside.records.episodes import Episode
from alongside.records.people import Person
from alongside.vault import open_keys


@dataclass(frozen=True)
class StrainRow:
    """One strain on a list. stage says how far it has come, in words."""

    episode_id: UUID
    person_id: UUID
    person: PersonName
    practitioner: str
    is_with_viewer: bool
    opened_on: date
    stage: str


@dataclass(frozen=True)
class ToRate:
    """A session of which nothing is shown, no strain either, before the viewer has rated it."""

    person_id: UUID
    person: PersonName
    session_id: UUID
    held_on: date


@dataclass(frozen=True)
class StrainList:
    """The strains a viewer may see, and the sessions they are to rate first, whether or not anything was said there."""

    strains: Sequence[StrainRow]
    to_rate: Sequence[ToRate]


def list_open_strains(*, viewer: Actor, at: datetime) -> StrainList:
    """Return the open strains of the people a practitioner works with, the longest open first.

    One that was between the person and an earlier practitioner stays on the list of whoever works with them now. One
    that began with answers which wait for the viewer's own rating is left out, and the session is named instead.
    Writes one ledger entry, *listed*. Raises NotHere for anybody but a practitioner.
    """
    if Role.PRACTITIONER not in viewer.roles:
        raise NotHere
    still_open = Q(closed_at__isnull=True)
    return _list(viewer, at, (Relation.ALLOCATED, Relation.CO_WORKER), still_open, "open strains")


def list_shared_strains(*, viewer: Actor, at: datetime) -> Sequence[StrainRow]:
    """Return the strains shared with this supervisor that were not put right, the longest open first: no scores.

    Writes one ledger entry, *listed*. Raises NotHere for anybody but a supervisor.
    """
    if Role.SUPERVISOR not in viewer.roles:
        raise NotHere
    unresolved = Q(shared_at__isnull=False) & (Q(closed_at__isnull=True) | Q(outcome="open"))
    return _list(viewer, at, (Relation.SUPERVISOR,), unresolved, "shared strains").strains


def _list(viewer: Actor, at: datetime, relations: tuple[Relation, ...], which: Q, label: str) -> StrainList:
    # The page of a team lists them within its own transaction: no savepoint, since what fails here fails there too.
    with transaction.atomic(savepoint=False):
        people = {person.id: person for person in visible_people(viewer, at, *relations)}
        # A supervisor reads no answers, and what somebody else held begins no strain: nothing of theirs waits here.
        waiting = Waiting() if relations == (Relation.SUPERVISOR,) else load_waiting(people, viewer, at)
        found = Episode.objects.filter(which, person__in=list(people)).order_by("opened_at", "id")
        rows = found.select_related("relationship__practitioner", "check_in")
        episodes = [row for row in rows if not waiting.holds(row)]
        shown = {episode.person_id for episode in episodes} | waiting.rate_first.keys()
        keys = open_keys(shown)
        names = {person_id: open_name(keys, people[person_id]) for person_id in shown}
        if names:
            subjects = [people[person_id].pseudonym for person_id in names]
            record_listed(subjects, by=viewer, at=at, relation=relations[0], object_type=label)
    return StrainList(
        [_row(e, people[e.person_id], names[e.person_id], viewer) for e in episodes],
        [ToRate(key, names[key], first.session_id, first.held_on) for key, first in waiting.rate_first.items()],
    )


def _row(episode: Episode, person: Person, name: PersonName, viewer: Actor) -> StrainRow:
    practitioner = episode.relationship.practitioner
    return StrainRow(
        episode_id=episode.id,
        person_id=person.id,
        person=name,
        practitioner=practitioner.name,
        is_with_viewer=practitioner.id == viewer.id,
        opened_on=day_of(episode.opened_at),
        stage=_stage(episode),
    )


def _stage(episode: Episode) -> str:
    if episode.closed_at is not None:
        return "Closed, and not put right"
    if episode.tried_on is not None:
        return "Something was tried"
    return "Talked about" if episode.talked_about_on is not None else "Not talked about yet"
