"""The check-ins a worker may read, scored, for the line, the rules and the caseload row.

Only answers the person gave to *my worker* are ever loaded here. An answer for somebody else, and none at all, are the
same: neither is shown nor counted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from alongside.access.standings import day_of
from alongside.casework.check_ins.from_paper import MARK, FromPaper, find_mark
from alongside.domain.questionnaires.definition import load_definition
from alongside.domain.questionnaires.packing import unpack_answers
from alongside.domain.questionnaires.scoring import TooFewAnswers, score_responses
from alongside.domain.strains import EpisodeSpan, ScoredCheckIn
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session


@dataclass(frozen=True)
class History:
    """Everything a rule looks at for one person, and the session that each check-in was about.

    marks are those of answers that came on paper, by session. Only the history of one person has them.
    """

    check_ins: tuple[ScoredCheckIn, ...] = ()
    episodes: tuple[EpisodeSpan, ...] = ()
    session_of: Mapping[UUID, UUID] = field(default_factory=dict)
    marks: Mapping[UUID, FromPaper] = field(default_factory=dict)


@dataclass
class _Gathered:
    check_ins: list[ScoredCheckIn] = field(default_factory=list)
    episodes: list[EpisodeSpan] = field(default_factory=list)
    session_of: dict[UUID, UUID] = field(default_factory=dict)
    marks: dict[UUID, FromPaper] = field(default_factory=dict)


def load_histories(
    person_ids: Iterable[UUID],
    *,
    waiting: Collection[UUID] = (),
    with_marks: bool = False,
    episodes: Iterable[Episode] | None = None,
) -> dict[UUID, History]:
    """Return the history of each person in two queries, or in one with the episodes that were loaded before, in order.
    Somebody without any has an empty one.

    Answers to a session that somebody else held, such as a cover, are about that other worker. They are no part of the
    line, the range or the rules of the relationship: see docs/decisions/0019. What waits for the reader's own rating, and
    a strain that began with it, is left out for the sessions in `waiting`.
    """
    wanted = list(person_ids)
    found: dict[UUID, _Gathered] = defaultdict(_Gathered)
    rows = given_to_own_worker().filter(person__in=wanted).exclude(session__in=waiting)
    for row in rows.select_related(MARK) if with_marks else rows:
        found[row.person_id].check_ins.append(scored(row))
        found[row.person_id].session_of[row.id] = row.session_id
        if with_marks and (mark := find_mark(row)):
            found[row.person_id].marks[row.session_id] = mark
    if episodes is None:
        episodes = Episode.objects.filter(person__in=wanted).select_related("check_in").order_by("opened_at")
    for episode in episodes:
        if episode.check_in and episode.check_in.session_id in waiting:
            continue
        found[episode.person_id].episodes.append(span_of(episode))
    return {
        i: History(tuple(found[i].check_ins), tuple(found[i].episodes), found[i].session_of, found[i].marks)
        for i in wanted
    }


def given_to_own_worker() -> QuerySet[CheckIn]:
    """Return the answers for *my worker* about sessions that the practitioner of their own relationship held.

    Both practitioners are looked up by key for each row, and not joined. PostgreSQL orders joins by its statistics, and
    where those are of a table that was empty, as before a large import, it goes through every session and relationship.
    """
    held_by = Session.staged.filter(id=OuterRef("session")).values("practitioner")
    worker = Relationship.staged.filter(id=OuterRef("relationship")).values("practitioner")
    rows = CheckIn.objects.filter(audience="worker").alias(held_by=Subquery(held_by), worker=Subquery(worker))
    return rows.filter(held_by=F("worker")).order_by("completed_at")


def load_history(
    person_id: UUID, *, waiting: Collection[UUID] = (), episodes: Iterable[Episode] | None = None
) -> History:
    """Return the history of one person, without what waits for the reader's own rating."""
    return load_histories([person_id], waiting=waiting, with_marks=True, episodes=episodes)[person_id]


def scored(row: CheckIn) -> ScoredCheckIn:
    """Return a completed check-in with its score, which is None when too few questions were answered.

    Of a closer look only the four short questions are read: the line and every rule are the same for both.
    """
    definition = load_definition(row.instrument)
    responses = unpack_answers(definition, row.answers)
    try:
        score: float | None = score_responses(definition, responses).mean
    except TooFewAnswers:
        score = None
    return ScoredCheckIn(
        check_in_id=row.id,
        relationship_id=row.relationship_id,
        at=day_of(row.completed_at or row.offered_at),
        score=score,
        items={item: answer for item in definition.scored_ids if isinstance(answer := responses[item], int)},
        felt_off=row.felt_off,
    )


def span_of(episode: Episode) -> EpisodeSpan:
    """Return the days of an episode, from the check-in that dipped or the day it was named."""
    began = episode.check_in.completed_at if episode.check_in else None
    return EpisodeSpan(
        relationship_id=episode.relationship_id,
        from_on=day_of(began or episode.opened_at),
        to_on=day_of(episode.closed_at) if episode.closed_at else None,
    )
