"""What the person has said that could stand on the map: words about what matters, notes of sessions, and answers.

Nothing is put on by itself, and nothing here was written with a check-in: those words were given to somebody they chose,
for something else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.assessment.loading import Version, open_version, readable_rows
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.what_matters import load_words
from alongside.casework.sessions.notes.reading import list_notes
from alongside.domain.assessment import Area, Question, all_questions
from alongside.domain.assessment import Voice as AnswerVoice
from alongside.domain.sessions import StatementKind
from alongside.vault import KeyRing, open_keys

MOST = 40


@dataclass(frozen=True, slots=True)
class Said:
    """Something the person said, on which day, in which session if it was in one, and to which question of which area."""

    words: str
    on: date
    session_id: UUID | None = None
    area: Area | None = None
    asked: str = ""


@dataclass(frozen=True)
class SaidPage:
    """What the person said, the last first, and what they answered in the conversation, area by area."""

    identity: Identity
    said: Sequence[Said]
    answered: Sequence[Said]


def get_said(*, person_id: UUID, viewer: Actor, at: datetime) -> SaidPage:
    """Return what whoever may change the map may pick from, and record that notes were opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type="notes")
        said = sorted(_said(granted, keys, viewer, at), key=lambda one: one.on, reverse=True)
        answered = _answered(granted, keys, viewer, at)
        return SaidPage(load_identity(granted, keys, viewer=viewer, at=at), said[:MOST], answered)


def _said(granted: Granted, keys: KeyRing, viewer: Actor, at: datetime) -> Iterator[Said]:
    if is_allowed(viewer, Action.READ, Item.IDENTITY, granted, at=at):
        yield from (Said(words.words, words.said_on) for words in load_words(granted.person_id, keys))
    for note in list_notes(keys, granted, viewer, at):
        for statement in note.statements:
            if statement.kind is StatementKind.SAID:
                yield Said(statement.text, day_of(note.session_at), note.session_id)


def _answered(granted: Granted, keys: KeyRing, viewer: Actor, at: datetime) -> list[Said]:
    """Return the person's own words of the newest conversation. What happened to them is not among them: it is told once."""
    row = next(iter(readable_rows(granted, viewer=viewer, at=at)), None)
    if row is None:
        return []
    record_opened(granted, by=viewer, at=at, object_type="assessment", object_id=row.id)
    version = open_version(row, keys, granted=granted)
    return [said for question in all_questions() if (said := _answer(question, version))]


def _answer(question: Question, version: Version) -> Said | None:
    answer = version.answers.get(question.id)
    if answer is None or not answer.person.words.strip():
        return None
    _, typed = version.marks[question.id, AnswerVoice.PERSON]
    return Said(answer.person.words.strip(), day_of(typed.at), area=question.area, asked=question.ask)
