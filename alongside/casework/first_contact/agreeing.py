"""What both say to the working agreement, and what they said they would do, taken over as promises."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, require
from alongside.casework.audit import record
from alongside.casework.first_contact.loading import Kept, find_meeting, load_kept
from alongside.casework.first_contact.operations import begin
from alongside.casework.first_contact.words import open_beside, open_lines_of, seal_beside, seal_lines
from alongside.casework.people.sealing import open_field
from alongside.casework.promises.loading import PromiseLine, open_lines, promises_with_words
from alongside.casework.promises.operations import make_promise
from alongside.domain.first_contact import (
    Line,
    PersonAnswer,
    StaffAnswer,
    check_answers,
    draft_agreement,
    is_agreed,
    list_promises,
    load_script,
)
from alongside.domain.promises import Side
from alongside.domain.questionnaires.definition import Language
from alongside.ledger import Kind
from alongside.records.first_contact import WorkingAgreement
from alongside.vault import KeyRing, open_keys


class ChangedMeanwhile(Exception):
    """The words of the agreement changed since the page was shown, so nobody has read what would be agreed on."""


@dataclass(frozen=True)
class Answers:
    """What both say to it. version is that of the words they read. The person never has to give a reason."""

    person: PersonAnswer
    practitioner: StaffAnswer
    version: str
    person_words: str = ""
    staff_reason: str = ""
    language: Language = Language.ENGLISH


@dataclass(frozen=True)
class Agreed:
    """The agreement as it was on one day, with both answers. by is the name of whoever wrote them down."""

    number: int
    lines: tuple[Line, ...]
    language: str
    person: PersonAnswer
    person_words: str
    practitioner: StaffAnswer
    staff_reason: str
    at: datetime
    by: str

    @property
    def is_agreed(self) -> bool:
        """Return whether both agreed."""
        return is_agreed(self.person, self.practitioner)


@dataclass(frozen=True, slots=True)
class SaidTheyWould:
    """One line of what a side said they would do before next time, with the promise that it became, or None."""

    side: Side
    words: str
    promise: PromiseLine | None

    @property
    def is_promise(self) -> bool:
        """Return whether it was made a promise, whatever became of it."""
        return self.promise is not None


def answer_agreement(*, person_id: UUID, answers: Answers, by: Actor, at: datetime) -> int:
    """Keep what both say to the agreement as it is now. Returns its number. The same again changes nothing.

    Raises NotHere, ChangedMeanwhile, NothingToAgreeOn and NeedsReason.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        begun = begin(granted, by, at)
        keys = open_keys([person_id])
        lines = draft_agreement(load_script(), load_kept(person_id, keys).said)
        check_answers(
            lines, person=answers.person, practitioner=answers.practitioner, staff_reason=answers.staff_reason
        )
        if answers.version != version_of(lines):
            raise ChangedMeanwhile
        before = load_agreements(person_id, keys)
        if before and _is_same(before[0], lines, answers):
            return before[0].number
        last = WorkingAgreement.objects.filter(first_contact=begun).aggregate(last=Max("number"))["last"] or 0
        row = WorkingAgreement(
            id=uuid4(), person_id=person_id, first_contact=begun, number=last + 1, language=answers.language.value,
            person_says=answers.person.value, staff_says=answers.practitioner.value, answered_at=at,
            answered_by_id=by.id,
        )  # fmt: skip
        row.sealed_body = seal_lines(keys, row, lines)
        row.sealed_person_words = seal_beside(keys, row, "sealed_person_words", answers.person_words.strip())
        row.sealed_staff_reason = seal_beside(keys, row, "sealed_staff_reason", answers.staff_reason.strip())
        row.save(force_insert=True)
        record(Kind.COLLECTION, "answered", granted, by=by, at=at, object_type="working_agreement", object_id=row.id)
        return row.number


def take_over_promises(
    *, person_id: UUID, chosen: Collection[int], due_on: date | None, by: Actor, at: datetime
) -> int:
    """Make promises of the chosen lines of what both said they would do. Returns how many. Safe to repeat.

    chosen are positions in list_promises. Raises NotHere, DayHasPassed and TooFarAhead.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        would = load_said_they_would(granted, load_kept(person_id, keys), keys, first_name="", viewer=by, at=at)
        meeting = find_meeting(person_id, at=at)
        lines = [line for i, line in enumerate(would) if i in chosen]
        for line in lines:
            if not line.is_promise:
                make_promise(
                    person_id=person_id, side=line.side, words=line.words, due_on=due_on,
                    session_id=meeting.id if meeting else None, by=by, at=at,
                )  # fmt: skip
        return sum(not line.is_promise for line in lines)


def load_agreements(person_id: UUID, keys: KeyRing) -> list[Agreed]:
    """Return what both said to the agreement each time, the last first. The caller has passed the gate."""
    rows = WorkingAgreement.objects.select_related("answered_by").filter(person=person_id).order_by("-number")
    return [
        Agreed(
            number=row.number,
            lines=open_lines_of(keys, row),
            language=row.language,
            person=PersonAnswer(row.person_says),
            person_words=open_beside(keys, row, "sealed_person_words"),
            practitioner=StaffAnswer(row.staff_says),
            staff_reason=open_beside(keys, row, "sealed_staff_reason"),
            at=row.answered_at,
            by=row.answered_by.name,
        )
        for row in rows
    ]


def load_said_they_would(
    granted: Granted, kept: Kept, keys: KeyRing, *, first_name: str, viewer: Actor, at: datetime
) -> list[SaidTheyWould]:
    """Return what both said they would do, and of each which promise it became, whatever came of that. One query."""
    said = list_promises(kept.said)
    if not said:
        return []
    person_id = granted.person_id
    rows = list(promises_with_words(at).filter(person=person_id, made_at__gte=kept.begun_at).order_by("-made_at"))
    lines = open_lines(rows, keys, first_names={person_id: first_name}, viewer=viewer, at=at)
    # By the words it was made with: a correction later does not make it another promise.
    there = {
        (row.side, open_field(keys, person_id, "promise", row.id, "sealed_words", row.sealed_words)): line
        for row, line in zip(rows, lines, strict=True)
    }
    return [SaidTheyWould(side, words, there.get((side.value, words))) for side, words in said]


def version_of(lines: tuple[Line, ...]) -> str:
    """Return a short mark of these words, by which a page tells which it showed."""
    said = "\x00".join(f"{line.section}\x01{line.voice.value}\x01{line.text}" for line in lines)
    return sha256(said.encode()).hexdigest()[:16]


def _is_same(before: Agreed, lines: tuple[Line, ...], answers: Answers) -> bool:
    return (
        before.lines == lines
        and (before.person, before.practitioner) == (answers.person, answers.practitioner)
        and before.person_words == answers.person_words.strip()
        and before.staff_reason == answers.staff_reason.strip()
    )
