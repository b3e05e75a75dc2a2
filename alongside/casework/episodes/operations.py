"""What a practitioner does about a strain: name it, talk about it, try to put it right, say whether it helped, close it.

Nothing here closes by itself. What the scores did is a suggestion on the page, and what both people said counts for more.
A change of worker closes nothing either: the strain stays with the two people it is between, and the new worker finds
it as one from before them.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import live_relationships
from alongside.casework.audit import record
from alongside.casework.caseload.state import refresh_state
from alongside.casework.episodes.loading import add_step, check_all_rated, check_day, has_step, load_for, load_open
from alongside.casework.episodes.noticing import lock_relationship
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.strains import Help
from alongside.ledger import Kind
from alongside.records.episodes import Episode, HelpAnswer
from alongside.records.relationships import Relationship
from alongside.vault import open_keys

UNDO = timedelta(minutes=10)
TABLE = "episode"


class Outcome(StrEnum):
    """How a strain was left."""

    REPAIRED = "repaired"
    PARTLY = "partly"
    OPEN = "open"
    NOT_A_STRAIN = "not_a_strain"


class StrainOpenAlready(Exception):
    """The two have an open strain, and there is one at a time. `episode_id` is where to write."""

    def __init__(self, episode_id: UUID) -> None:
        super().__init__("a strain is open already")
        self.episode_id = episode_id


class NothingTried(Exception):
    """Whether it helped can be said once something was tried."""


class TooLate(Exception):
    """A strain is opened again within ten minutes, or not at all."""


def name_strain(*, person_id: UUID, words: str, by: Actor, at: datetime) -> UUID:
    """Open a strain that the practitioner names, with one line in their words. Returns the episode's id.

    The same line sent twice opens one. Raises NotHere, StrainOpenAlready when the two have an open one, and
    RatingComesFirst while the practitioner has a session to rate: the open one may have begun with its answers.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.EPISODE, person_id=person_id, at=at)
        check_all_rated(person_id, by, at)
        relationship = _relationship_with(person_id, by, at)
        lock_relationship(relationship.id)
        there = Episode.objects.filter(relationship=relationship, closed_at__isnull=True).first()
        if there:
            if _named_words(there) == words:
                return there.id
            raise StrainOpenAlready(there.id)
        episode = Episode(id=uuid4(), person_id=person_id, relationship=relationship, opened_at=at)
        episode.source = "practitioner"
        keys = open_keys([person_id])
        episode.sealed_named = seal_field(keys, person_id, TABLE, episode.id, "sealed_named", words)
        episode.save(force_insert=True)
        refresh_state(person_id, at=at)
        record(Kind.COLLECTION, "named", granted, by=by, at=at, object_type="episode", object_id=episode.id)
    return episode.id


def talk_about_strain(*, episode_id: UUID, happened_on: date, words: str, by: Actor, at: datetime) -> None:
    """Keep that the two talked about it, when, and what came of it. Raises NotHere, StrainClosed or DayOutOfRange."""
    _keep_step("talked_about", episode_id, happened_on, words, by, at)


def try_repair(*, episode_id: UUID, happened_on: date, words: str, by: Actor, at: datetime) -> None:
    """Keep what was tried to put it right, and when. From then on both are asked whether it helped.

    Raises NotHere, StrainClosed or DayOutOfRange.
    """
    _keep_step("tried", episode_id, happened_on, words, by, at)


def answer_help(*, episode_id: UUID, answer: Help, by: Actor, at: datetime) -> None:
    """Keep the practitioner's own *did that help?*, once: a first answer given apart is not taken back.

    Only the practitioner the strain is with can say. Raises NotHere, StrainClosed or NothingTried.
    """
    with transaction.atomic():
        episode, granted = load_open(Action.WRITE, episode_id=episode_id, by=by, at=at)
        if episode.relationship.practitioner_id != by.id:
            raise NotHere
        if episode.tried_on is None:
            raise NothingTried
        _, is_new = HelpAnswer.objects.get_or_create(
            episode=episode,
            side="practitioner",
            defaults={"id": uuid4(), "answer": answer.value, "answered_by_id": by.id, "answered_at": at},
        )
        if is_new:
            refresh_state(episode.person_id, at=at)
            record(Kind.COLLECTION, "answered", granted, by=by, at=at, object_type="help", object_id=episode_id)


def close_strain(*, episode_id: UUID, outcome: Outcome, by: Actor, at: datetime) -> None:
    """Close a strain as the practitioner judges it. Closing it twice the same way changes nothing.

    Raises NotHere, or StrainClosed when it was closed another way.
    """
    with transaction.atomic():
        episode, granted = load_for(Action.WRITE, episode_id=episode_id, by=by, at=at)
        if episode.closed_at is not None and episode.outcome == outcome:
            return
        episode, granted = load_open(Action.WRITE, episode_id=episode_id, by=by, at=at)
        episode.closed_at, episode.outcome = at, outcome.value
        episode.save(update_fields=["closed_at", "outcome"])
        add_step(episode, "closed", by=by, at=at, outcome=outcome.value)
        refresh_state(episode.person_id, at=at)
        record(Kind.ALTERATION, "closed", granted, by=by, at=at, object_type="episode", object_id=episode_id)


def reopen_strain(*, episode_id: UUID, by: Actor, at: datetime) -> None:
    """Undo a closing within ten minutes. An open strain stays open. Raises NotHere or TooLate."""
    with transaction.atomic():
        episode, granted = load_for(Action.WRITE, episode_id=episode_id, by=by, at=at)
        if episode.closed_at is None:
            return
        lock_relationship(episode.relationship_id)
        others = Episode.objects.filter(relationship=episode.relationship_id, closed_at__isnull=True)
        if not can_reopen(episode.closed_at, at) or others.exists():
            raise TooLate
        episode.closed_at, episode.outcome = None, ""
        episode.save(update_fields=["closed_at", "outcome"])
        add_step(episode, "reopened", by=by, at=at)
        refresh_state(episode.person_id, at=at)
        record(Kind.ALTERATION, "reopened", granted, by=by, at=at, object_type="episode", object_id=episode_id)


def can_reopen(closed_at: datetime, at: datetime) -> bool:
    """Return whether the ten minutes of the undo are still running."""
    return at - closed_at <= UNDO


def _keep_step(kind: str, episode_id: UUID, happened_on: date, words: str, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        episode, granted = load_open(Action.WRITE, episode_id=episode_id, by=by, at=at)
        check_day(episode, happened_on, at)
        if has_step(episode, kind, by=by, on=happened_on, words=words):
            return
        column = f"{kind}_on"
        setattr(episode, column, max(happened_on, getattr(episode, column) or happened_on))
        episode.save(update_fields=[column])
        add_step(episode, kind, by=by, at=at, on=happened_on, words=words)
        refresh_state(episode.person_id, at=at)
        record(Kind.COLLECTION, kind, granted, by=by, at=at, object_type="episode", object_id=episode_id)


def _relationship_with(person_id: UUID, by: Actor, at: datetime) -> Relationship:
    """Return today's relationship of the two; when there are two of them, the allocated one."""
    found = live_relationships(at).filter(person=person_id, practitioner=by.id).order_by("kind").first()
    if found is None:
        raise NotHere
    return found


def _named_words(episode: Episode) -> str:
    keys = open_keys([episode.person_id])
    return open_field(keys, episode.person_id, TABLE, episode.id, "sealed_named", episode.sealed_named)
