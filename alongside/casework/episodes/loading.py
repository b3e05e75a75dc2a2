"""Reads one episode for somebody who wants to write on it, and keeps the steps of an episode."""

from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.check_ins.waiting import RatingComesFirst, Waiting, load_waiting
from alongside.casework.people.sealing import open_field, seal_field
from alongside.records.episodes import Episode, EpisodeStep
from alongside.vault import KeyRing, open_keys

STEP_TABLE = "episode_step"


class StrainClosed(Exception):
    """Somebody closed the strain, so nothing more can be written on it. `at` is when."""

    def __init__(self, at: datetime) -> None:
        super().__init__("the strain is closed")
        self.at = at


class DayOutOfRange(Exception):
    """The day lies in the future, or before the two began to work together, which is `earliest`."""

    def __init__(self, earliest: date) -> None:
        super().__init__("the day is not between the beginning of the relationship and today")
        self.earliest = earliest


def load_for(action: Action, *, episode_id: UUID, by: Actor, at: datetime) -> tuple[Episode, Granted]:
    """Return an episode, locked until the transaction ends, and leave to do this to it.

    Raises NotHere, and RatingComesFirst while it waits for the actor's own rating.
    """
    found = Episode.objects.select_for_update(of=("self",)).filter(id=episode_id)
    episode = found.select_related("relationship", "check_in").first()
    if episode is None:
        raise NotHere
    granted = require(
        by, action, Item.EPISODE, person_id=episode.person_id, at=at, shared=episode.shared_at is not None
    )
    check_rated(episode, load_waiting([episode.person_id], by, at))
    return episode, granted


def check_rated(episode: Episode, waiting: Waiting) -> None:
    """Raise RatingComesFirst when a strain began with answers that wait for the reader's own rating."""
    if episode.check_in is not None and waiting.holds(episode):
        raise RatingComesFirst(episode.check_in.session_id)


def check_all_rated(person_id: UUID, by: Actor, at: datetime) -> None:
    """Raise RatingComesFirst while the actor has a session with this person to rate, answered or not.

    Asked before a strain is named: that one is open already would say that somebody answered, and how.
    """
    waiting = load_waiting([person_id], by, at)
    if person_id in waiting.rate_first:
        raise RatingComesFirst(waiting.rate_first[person_id].session_id)
    for episode in Episode.objects.filter(person=person_id, closed_at__isnull=True).select_related("check_in"):
        check_rated(episode, waiting)


def load_open(action: Action, *, episode_id: UUID, by: Actor, at: datetime) -> tuple[Episode, Granted]:
    """Return an open episode as load_for does. Raises NotHere, RatingComesFirst or StrainClosed."""
    episode, granted = load_for(action, episode_id=episode_id, by=by, at=at)
    if episode.closed_at is not None:
        raise StrainClosed(episode.closed_at)
    return episode, granted


def check_day(episode: Episode, happened_on: date, at: datetime) -> None:
    """Raise DayOutOfRange unless the two were working together on that day and it has come."""
    earliest = episode.relationship.starts_on
    if not earliest <= happened_on <= day_of(at):
        raise DayOutOfRange(earliest)


def add_step(
    episode: Episode, kind: str, *, by: Actor, at: datetime, on: date | None = None, words: str = "", outcome: str = ""
) -> None:
    """Keep one thing that was done about a strain, its words sealed."""
    step = EpisodeStep(
        id=uuid4(), episode=episode, kind=kind, outcome=outcome, happened_on=on or day_of(at), done_by_id=by.id,
        done_at=at,
    )  # fmt: skip
    if words:
        keys = open_keys([episode.person_id])
        step.sealed_words = seal_field(keys, episode.person_id, STEP_TABLE, step.id, "sealed_words", words)
    step.save(force_insert=True)


def has_step(episode: Episode, kind: str, *, by: Actor, on: date, words: str) -> bool:
    """Return whether this was written down before, word for word: a form that was sent twice."""
    same = EpisodeStep.objects.filter(episode=episode, kind=kind, done_by=by.id, happened_on=on)
    keys = open_keys([episode.person_id])
    return any(step_words(keys, episode.person_id, step) == words for step in same)


def step_words(keys: KeyRing, person_id: UUID, step: EpisodeStep) -> str:
    """Return the words of a step; no text when nothing was said."""
    return open_field(keys, person_id, STEP_TABLE, step.id, "sealed_words", step.sealed_words)
