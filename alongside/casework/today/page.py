"""What the page of a practitioner's day shows, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from alongside.casework.check_ins.waiting import RateFirst
from alongside.casework.check_ins.words import SaidWords
from alongside.casework.people.sealing import PersonName
from alongside.casework.promises.loading import PromiseLine
from alongside.casework.promises.queries import DuePromise
from alongside.casework.referrals.queries import ReferralLine
from alongside.casework.sealed_notes.waiting import WaitingNote
from alongside.domain.strains import PowerEventKind


class ChangeKind(StrEnum):
    """What kind of thing changed."""

    MISSED = "missed"
    POWER = "authority"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody on the page. is_covered: the viewer stands in for their practitioner today."""

    person_id: UUID
    name: PersonName
    is_covered: bool


@dataclass(frozen=True, slots=True)
class TodaysSession:
    """A session of today, or of an earlier day and still open. has_started: whoever holds it has begun."""

    session_id: UUID
    person: PersonShown
    starts_at: datetime
    place: str
    has_started: bool


@dataclass(frozen=True, slots=True)
class Following:
    """Whoever is met first after today."""

    session_id: UUID
    person: PersonShown
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class OpenStrain:
    """A strain that is open, in a whole sentence. episode_id is None for a reader who gets the sentence only."""

    person: PersonShown
    sentence: str
    episode_id: UUID | None


@dataclass(frozen=True)
class NextSession:
    """Whoever is next, with what helps to meet them. number counts the sessions of the two, this one included."""

    session: TodaysSession
    number: int
    strain: OpenStrain | None
    last_words: SaidWords | None
    promises: Sequence[PromiseLine]
    rate_first: RateFirst | None


@dataclass(frozen=True, slots=True)
class CameIn:
    """An answer that the viewer may read, about a meeting and given on a day.

    has_words: something was written with it that nobody has read yet. was_read: somebody has read it, who may be a co-worker
    of the viewer, so it stays for its two days. words say how the line stands, and are empty where
    a later answer made it what it is.
    """

    person: PersonShown
    session_id: UUID
    on: date
    met_on: date
    has_words: bool
    was_read: bool
    words: str


@dataclass(frozen=True, slots=True)
class ToRate:
    """A session of which nothing is shown before the viewer has rated it."""

    person: PersonShown
    first: RateFirst


@dataclass(frozen=True, slots=True)
class NotSeen:
    """Somebody who was not met for longer than was agreed. last_on is None when they have not met at all."""

    person: PersonShown
    days: int
    agreed_days: int
    last_on: date | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """A request to put something right in the record that has no answer yet."""

    person: PersonShown
    correction_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True)
class ToAskAbout:
    """Something agreed on and not sent yet, or sent and waited for, for so long that somebody should ask."""

    person: PersonShown
    line: ReferralLine


@dataclass(frozen=True, slots=True)
class SealedWaiting:
    """A sealed note that waits for the viewer, who keeps it or is named for it."""

    person: PersonShown
    note: WaitingNote


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed since the two last met."""

    person: PersonShown
    kind: ChangeKind
    on: date
    power: PowerEventKind | None = None
    worker: str = ""


@dataclass(frozen=True, slots=True)
class CoverDates:
    """Somebody stands in: for the viewer (is_own), or the viewer for somebody. person is None for a whole caseload."""

    is_own: bool
    colleague: str
    person: PersonShown | None
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class TodayPage:
    """Everything on the page. has_people is False for somebody who works with nobody and covers nobody."""

    has_people: bool
    sessions_today: int
    held_today: int
    next: NextSession | None
    later: Sequence[TodaysSession]
    left_open: Sequence[TodaysSession]
    promises: Sequence[DuePromise]
    strains: Sequence[OpenStrain]
    to_rate: Sequence[ToRate]
    came_in: Sequence[CameIn]
    not_seen: Sequence[NotSeen]
    changes: Sequence[Change]
    to_correct: Sequence[ToCorrect]
    to_ask_about: Sequence[ToAskAbout]
    sealed: Sequence[SealedWaiting]
    covers: Sequence[CoverDates]
    following: Following | None
