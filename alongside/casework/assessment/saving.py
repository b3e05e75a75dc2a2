"""Keeps answers as they are typed. Where two people write at once both texts stay until somebody has chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor
from alongside.access.gates import Granted, NotHere
from alongside.casework.assessment.errors import NoConsent
from alongside.casework.assessment.loading import ADVERSITY, Place, answers_of, may_be_told
from alongside.casework.assessment.words import TypedSaid, digest, open_other, open_voice, seal_other, seal_voice
from alongside.casework.assessment.writing import load_open_for_change
from alongside.casework.audit import record
from alongside.domain.assessment import (
    Area,
    Said,
    Standing,
    TooLong,
    Voice,
    clean_said,
    clean_told,
    join_said,
    load_area,
    questions_by_id,
    shown_questions,
)
from alongside.domain.sessions import Keep
from alongside.ledger import Kind
from alongside.records.assessment import Assessment, AssessmentAnswer
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class Sent:
    """What a form sends of one voice of one answer, and which text it had been shown: its revision and its mark."""

    question_id: str
    voice: Voice
    said: Said
    revision: int = 0
    mark: str = ""

    @property
    def place(self) -> Place:
        """Return which voice of which answer it is."""
        return self.question_id, self.voice


@dataclass(frozen=True)
class SavedAnswers:
    """What became of it: the revision and mark of each text now, where two stand beside each other, what was too long.

    asked are the questions of the area that are asked now, with how the two voices stand to each other. It is None when
    nothing changed, or for a form that is not about an area.
    """

    marks: dict[Place, tuple[int, str]]
    two_texts: frozenset[Place]
    too_long: frozenset[Place]
    asked: Mapping[str, Standing | None] | None = None


def save_answers(
    *, person_id: UUID, sent: Sequence[Sent], tab: str, by: Actor, at: datetime, area: Area | None = None
) -> SavedAnswers:
    """Keep what was typed, sealed. Sending the same again changes nothing, and neither does what nobody touched.

    What is asked now in the area comes back with it, from the lines that were loaded for the saving, so that a page which
    saves with every pause asks nothing more and stands in the ledger once.
    A text that is too long is left out and named, and all others are kept. Raises NotHere, NothingUnderWay, Completed
    or NoConsent.
    """
    with transaction.atomic():
        row, granted = load_open_for_change(person_id, by=by, at=at)
        keys = open_keys([person_id])
        lines = {(line.question, Voice(line.voice)): line for line in AssessmentAnswer.objects.filter(assessment=row)}
        marks: dict[Place, tuple[int, str]] = {}
        too_long, changed = set(), False
        for one in sent:
            try:
                said = _cleaned(one, row, granted)
            except TooLong:
                too_long.add(one.place)
                continue
            if digest(said) == one.mark and one.place in lines:
                line = lines[one.place]
                marks[one.place] = (line.revision, digest(open_voice(keys, line).said))
                continue
            line = lines.get(one.place) or _new_line(row, one, by, at)
            changed |= _keep(line, said, one, tab=tab, keys=keys, by=by, at=at)
            if line.sealed_body is not None:
                lines[one.place] = line
            marks[one.place] = _mark(keys, line, one)
        if changed:
            record(Kind.ALTERATION, "saved", granted, by=by, at=at, object_type="assessment", object_id=row.id)
        beside = {place for place, line in lines.items() if line.sealed_other is not None}
        asked = _asked_now(area, lines, keys) if area is not None and changed else None
    return SavedAnswers(marks, frozenset(beside & {one.place for one in sent}), frozenset(too_long), asked)


def choose_text(*, person_id: UUID, place: Place, keep: Keep, by: Actor, at: datetime) -> None:
    """Settle two texts: *mine* is the one that was saved first, *other* the one beside it. Safe to repeat.

    Raises NotHere, NothingUnderWay or Completed.
    """
    with transaction.atomic():
        row, granted = load_open_for_change(person_id, by=by, at=at)
        line = AssessmentAnswer.objects.filter(assessment=row, question=place[0], voice=place[1].value).first()
        if line is None:
            raise NotHere
        keys = open_keys([person_id])
        other = open_other(keys, line)
        if other is None:
            return
        saved, question = open_voice(keys, line).said, questions_by_id().get(place[0])
        chosen = {Keep.MINE: saved, Keep.OTHER: other.said, Keep.BOTH: join_said(question, saved, other.said)}[keep]
        _write(line, chosen, tab="", keys=keys, by=by, at=at)
        line.sealed_other, line.other_by = None, None
        line.save()
        record(Kind.ALTERATION, "chosen", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def _asked_now(area: Area, lines: Mapping[Place, AssessmentAnswer], keys: KeyRing) -> dict[str, Standing | None]:
    ids = {question.id for question in load_area(area).questions}
    answers = answers_of({place: open_voice(keys, line).said for place, line in lines.items() if place[0] in ids}, ids)
    return {question.id: answers[question.id].standing for question in shown_questions(area, answers)}


def _cleaned(one: Sent, row: Assessment, granted: Granted) -> Said:
    """Return what may be kept of what was sent. Raises TooLong, NotHere or NoConsent."""
    if one.question_id.startswith(f"{ADVERSITY}."):
        if row.stopped_place == ADVERSITY or not may_be_told(row, granted):
            raise NoConsent
        told = clean_told(one.question_id, one.voice, one.said)
        if told is None:
            raise NotHere
        return told
    question = questions_by_id().get(one.question_id)
    if question is None:
        raise NotHere
    return clean_said(question, one.voice, one.said)


def _new_line(row: Assessment, one: Sent, by: Actor, at: datetime) -> AssessmentAnswer:
    return AssessmentAnswer(
        id=uuid4(), assessment=row, person_id=row.person_id, question=one.question_id, voice=one.voice.value,
        saved_by_id=by.id, saved_at=at,
    )  # fmt: skip


def _keep(line: AssessmentAnswer, said: Said, one: Sent, *, tab: str, keys: KeyRing, by: Actor, at: datetime) -> bool:
    """Save what was said, or beside it when somebody else has been there since. Returns whether anything was kept."""
    there = open_voice(keys, line)
    if said == there.said:
        return False
    if there.said != Said() and one.revision != line.revision and tab != there.tab:
        if said == Said():
            return False
        return _lay_beside(line, said, tab=tab, keys=keys, by=by, at=at)
    _write(line, said, tab=tab, keys=keys, by=by, at=at)
    line.save()
    return True


def _write(line: AssessmentAnswer, said: Said, *, tab: str, keys: KeyRing, by: Actor, at: datetime) -> None:
    line.sealed_body, line.revision = seal_voice(keys, line, said, tab), line.revision + 1
    line.saved_by_id, line.saved_at, line.carried = by.id, at, False


def _lay_beside(line: AssessmentAnswer, said: Said, *, tab: str, keys: KeyRing, by: Actor, at: datetime) -> bool:
    """Keep what another pair of hands sent. A third one's words are added to the second's, so that nothing is lost."""
    other = open_other(keys, line)
    if other is not None and other.said == said:
        return False
    if other is not None and other.tab != tab:
        said = join_said(questions_by_id().get(line.question), other.said, said)
    line.sealed_other, line.other_by_id = seal_other(keys, line, TypedSaid(said, tab, at)), by.id
    line.save()
    return True


def _mark(keys: KeyRing, line: AssessmentAnswer, one: Sent) -> tuple[int, str]:
    """Return what the form is to send next time. Beside another text it goes on sending what it was shown."""
    if line.sealed_other is not None:
        return one.revision, one.mark
    return line.revision, digest(open_voice(keys, line).said)
