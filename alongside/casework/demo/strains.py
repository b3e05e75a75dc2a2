"""Finds strains in made-up answers with the real rules, and lets each take the course the generator knows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from uuid import uuid4

from django.db.models import Model

from alongside.casework.check_ins.history import scored, span_of
from alongside.casework.people.sealing import seal_field
from alongside.domain.demo import DemoPerson, words
from alongside.domain.demo.histories import DemoSession
from alongside.domain.strains import (
    RULE_2026_1,
    PowerEvent,
    PowerEventKind,
    Strain,
    StrainReason,
    detect_strain,
    pack_strain,
)
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode, EpisodeStep, HelpAnswer
from alongside.records.relationships import Relationship
from alongside.vault import KeyRing

SAID_AFTER = {
    "repaired": ("helped", "helped"),
    "partly": ("helped_a_bit", "helped"),
    "open": ("not_really", "helped_a_bit"),
}


def make_episodes(
    made_up: DemoPerson, check_ins: Sequence[CheckIn], relationships: Sequence[Relationship], keys: KeyRing
) -> list[Model]:
    """Return the episodes of a person with their steps and answers, in the order in which they can be inserted."""
    episodes: list[Episode] = []
    rest: list[Model] = []
    readable = [row for row in check_ins if row.audience == "worker"]
    history = [scored(row) for row in readable]
    events = [PowerEvent(PowerEventKind(e.kind), e.on) for e in made_up.history.power_events]
    for row, latest in zip(readable, history, strict=True):
        spans = [span_of(episode) for episode in episodes]
        if any(e.relationship_id == row.relationship_id and _is_open(e, row) for e in episodes):
            continue
        strain = detect_strain(history, latest=latest, rule=RULE_2026_1, episodes=spans, power_events=events)
        if strain is not None:
            episode = _open(strain, row)
            episodes.append(episode)
            rest += _take_its_course(made_up, episode, row, keys)
    return [*episodes, *rest]


def _is_open(episode: Episode, at_check_in: CheckIn) -> bool:
    return episode.closed_at is None or _completed(at_check_in) <= episode.closed_at


def _completed(row: CheckIn) -> datetime:
    return row.completed_at or row.offered_at


def _open(strain: Strain, row: CheckIn) -> Episode:
    return Episode(
        id=uuid4(),
        person_id=row.person_id,
        relationship_id=row.relationship_id,
        check_in=row,
        source="rule" if StrainReason.BELOW_OWN_RANGE in strain.reasons else "person",
        rule_version=strain.rule.version,
        reasons=pack_strain(strain),
        opened_at=_completed(row),
    )


def _take_its_course(made_up: DemoPerson, episode: Episode, row: CheckIn, keys: KeyRing) -> list[Model]:
    """Talk about it at the next meeting, try something at the one after, ask both and close at the third."""
    later = [s for s in made_up.history.sessions if s.attendance == "attended" and s.at > _completed(row)]
    later = [s for s in later if made_up.history.stretches[s.stretch] == _stretch_of(made_up, row)][:3]
    ending = _ending(made_up, row)
    if ending == "not_a_strain":
        return _say_it_was_none(episode, later, row, keys)
    rows: list[EpisodeStep] = []
    texts = cycle([words.TALKED, words.TRIED])
    for session, kind, lines in zip(later, ["talked_about", "tried", "closed"], texts, strict=False):
        text = lines[session.id.int % len(lines)] if kind != "closed" else ""
        rows.append(_step(episode, session, kind, text, row, keys))
        rows[-1].outcome = ending if kind == "closed" else ""
    _date_the_steps(episode, later)
    return [*rows, *(_end(episode, later[2], ending, row) if len(later) == 3 else [])]


def _stretch_of(made_up: DemoPerson, row: CheckIn) -> object:
    session = next(s for s in made_up.history.sessions if s.id == row.session_id)
    return made_up.history.stretches[session.stretch]


def _ending(made_up: DemoPerson, row: CheckIn) -> str:
    """The generator knows what it put there. Anything else the rules find is chance, and is told apart by asking."""
    strain = made_up.history.strain
    position = next(i for i, s in enumerate(made_up.history.sessions) if s.id == row.session_id)
    return strain.ending if strain and strain.first <= position <= strain.last else "not_a_strain"


def _say_it_was_none(episode: Episode, later: list[DemoSession], row: CheckIn, keys: KeyRing) -> list[Model]:
    if not later:
        return []
    episode.outcome, episode.closed_at = "not_a_strain", later[0].at + timedelta(minutes=30)
    step = _step(episode, later[0], "closed", "Asked. It was a bad day with nothing to do with us.", row, keys)
    step.outcome = "not_a_strain"
    return [step]


def _date_the_steps(episode: Episode, later: list[DemoSession]) -> None:
    if later:
        episode.talked_about_on = later[0].at.date()
    if len(later) > 1:
        episode.tried_on = later[1].at.date()


def _end(episode: Episode, session: DemoSession, ending: str, row: CheckIn) -> list[Model]:
    asked_at = session.at + timedelta(minutes=30)
    episode.outcome, episode.closed_at = ending, asked_at + timedelta(minutes=5)
    person, practitioner = SAID_AFTER[ending]
    return [
        HelpAnswer(id=uuid4(), episode=episode, side="person", answer=person, answered_at=asked_at),
        HelpAnswer(
            id=uuid4(), episode=episode, side="practitioner", answer=practitioner, answered_at=asked_at,
            answered_by_id=row.relationship.practitioner_id,
        ),
    ]  # fmt: skip


def _step(episode: Episode, session: DemoSession, kind: str, text: str, row: CheckIn, keys: KeyRing) -> EpisodeStep:
    step = EpisodeStep(id=uuid4(), episode=episode, kind=kind, done_by_id=row.relationship.practitioner_id)
    step.happened_on, step.done_at = session.at.date(), session.at + timedelta(minutes=30)
    step.sealed_words = seal_field(keys, episode.person_id, "episode_step", step.id, "sealed_words", text)
    return step
