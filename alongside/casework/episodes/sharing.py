"""Taking a strain to supervision: only after the person was told who will see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Resource, decide
from alongside.access.actors import actor_for
from alongside.access.facts import load_standing
from alongside.access.standings import live_relationships
from alongside.casework.audit import record, record_opened
from alongside.casework.episodes.loading import add_step, load_for
from alongside.casework.people.sealing import open_name
from alongside.ledger import Kind
from alongside.records.episodes import Episode
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.vault import open_keys


class PersonNotTold(Exception):
    """A strain leaves the pair only after the person was told who sees it."""


class NobodyToShareWith(Exception):
    """The practitioner has no supervisor who could open it."""


@dataclass(frozen=True)
class Sharing:
    """What the page before sharing says. supervisor is empty when there is nobody who could open it."""

    episode_id: UUID
    person_first: str
    supervisor: str
    is_shared: bool
    is_closed: bool


def get_sharing(*, episode_id: UUID, viewer: Actor, at: datetime) -> Sharing:
    """Return who would see a strain if it were shared. Raises NotHere for anybody who may not share it."""
    with transaction.atomic():
        episode, granted = load_for(Action.DECLARE_SHARED, episode_id=episode_id, by=viewer, at=at)
        person = Person.objects.get(id=episode.person_id)
        supervisor = find_supervisor(episode.person_id, at)
        record_opened(granted, by=viewer, at=at, object_type="episode", object_id=episode_id)
        return Sharing(
            episode_id=episode_id,
            person_first=open_name(open_keys([person.id]), person).first,
            supervisor=supervisor.name if supervisor and _could_open(supervisor, episode, at) else "",
            is_shared=episode.shared_at is not None,
            is_closed=episode.closed_at is not None,
        )


def share_strain(*, episode_id: UUID, person_was_told: bool, by: Actor, at: datetime) -> None:
    """Let the supervisor open a strain. Sharing what is shared changes nothing.

    Raises NotHere, PersonNotTold unless the practitioner declares that the person was told who will see it,
    or NobodyToShareWith.
    """
    with transaction.atomic():
        episode, granted = load_for(Action.DECLARE_SHARED, episode_id=episode_id, by=by, at=at)
        if not person_was_told:
            raise PersonNotTold
        if episode.shared_at is not None:
            return
        supervisor = find_supervisor(episode.person_id, at)
        if supervisor is None or not _could_open(supervisor, episode, at):
            raise NobodyToShareWith
        episode.shared_at = episode.person_told_at = at
        episode.save(update_fields=["shared_at", "person_told_at"])
        add_step(episode, "shared", by=by, at=at)
        record(Kind.DISCLOSURE, "shared", granted, by=by, at=at, object_type="episode", object_id=episode_id)


def unshare_strain(*, episode_id: UUID, by: Actor, at: datetime) -> None:
    """Stop sharing a strain, open or closed. What was read stays read. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        episode, granted = load_for(Action.DECLARE_SHARED, episode_id=episode_id, by=by, at=at)
        if episode.shared_at is None:
            return
        episode.shared_at = None
        episode.save(update_fields=["shared_at"])
        add_step(episode, "unshared", by=by, at=at)
        record(Kind.ALTERATION, "unshared", granted, by=by, at=at, object_type="episode", object_id=episode_id)


def find_supervisor(person_id: UUID, at: datetime) -> User | None:
    """Return the supervisor of the person's allocated practitioner, or None."""
    allocated = live_relationships(at).filter(person=person_id, kind="allocated")
    row = allocated.select_related("practitioner__supervisor").first()
    return row.practitioner.supervisor if row else None


def _could_open(supervisor: User, episode: Episode, at: datetime) -> bool:
    """Whether sharing would reach them: an exclusion, a conflict or a restriction keeps them out whatever is shared."""
    reader = actor_for(supervisor)
    shared = Resource(Item.EPISODE, load_standing(reader, episode.person_id, at), shared=True)
    return decide(reader, Action.READ, shared, at).allowed
