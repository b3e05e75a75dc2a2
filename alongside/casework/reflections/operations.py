"""Writing a reflection, sharing a line of it, taking the line back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.reflections.sharing import find_supervisor
from alongside.casework.reflections.words import (
    TabAnswers,
    open_answers,
    open_line,
    open_other_answers,
    seal_answers,
    seal_line,
)
from alongside.domain.reflections import NOTHING, both_answers, clean_answers, lines_of
from alongside.ledger import Kind
from alongside.records.reflections import Reflection, SharedLine
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys


class NotALine(Exception):
    """What is to be shared is not a line of the reflection as it was last saved."""


class NobodyToShareWith(Exception):
    """The practitioner who is allocated has no supervisor who may know the person."""


@dataclass(frozen=True)
class Reflected:
    """What a tab sends: an answer to each prompt, the revision it last knew of, and which tab it is."""

    answers: tuple[str, ...] = NOTHING
    revision: int = 0
    tab: str = ""


@dataclass(frozen=True)
class Kept:
    """What became of it. in_two_tabs: what another tab saved is kept beside these words."""

    revision: int
    saved_at: datetime
    in_two_tabs: bool = False


def save_reflection(*, session_id: UUID, sent: Reflected, by: Actor, at: datetime) -> Kept:
    """Keep what the author wrote about a session, sealed. Sending the same again changes nothing.

    When another tab has saved since, both are kept. Once everything is cleared it is gone. Raises NotHere and ReflectionTooLong.
    """
    new = TabAnswers(clean_answers(sent.answers), sent.tab)
    with transaction.atomic():
        session, granted = _load(session_id, by, at)
        row = Reflection.objects.select_for_update().filter(session=session_id, author=by.id).first()
        if row is None:
            if new.answers == NOTHING:
                return Kept(sent.revision, at)
            row = Reflection(id=uuid4(), person_id=session.person_id, session=session, author_id=by.id, saved_at=at)
            row.revision = sent.revision
            row.save(force_insert=True)
            record(Kind.COLLECTION, "begun", granted, by=by, at=at, object_type="reflection", object_id=row.id)
        kept = _keep(row, open_keys([session.person_id]), new, sent.revision, at)
        if new.answers == NOTHING and not kept.in_two_tabs and not row.lines.exists():
            record(Kind.ERASURE, "discarded", granted, by=by, at=at, object_type="reflection", object_id=row.id)
            row.delete()
        return kept


def share_line(*, session_id: UUID, line: str, by: Actor, at: datetime) -> None:
    """Let the supervisor of the case read one line as it is now, and nothing else. Safe to repeat.

    Raises NotHere, NotALine and NobodyToShareWith.
    """
    with transaction.atomic():
        session, granted = _load(session_id, by, at)
        row = Reflection.objects.select_for_update().filter(session=session_id, author=by.id).first()
        keys = open_keys([session.person_id])
        if row is None or line not in lines_of(open_answers(keys, row).answers):
            raise NotALine
        supervisor = find_supervisor(session.person_id, at=at)
        if supervisor is None or supervisor.id == by.id:
            raise NobodyToShareWith
        shared = SharedLine.objects.filter(reflection=row, shared_with=supervisor)
        if any(open_line(keys, each) == line for each in shared):
            return
        new = SharedLine(id=uuid4(), person_id=row.person_id, reflection=row, shared_with=supervisor, shared_at=at)
        new.sealed_line = seal_line(keys, new, line)
        new.save(force_insert=True)
        record(Kind.DISCLOSURE, "shared", granted, by=by, at=at, object_type="reflection", object_id=row.id)


def take_back_line(*, session_id: UUID, line_id: UUID, by: Actor, at: datetime) -> None:
    """Stop sharing a line. It is gone for the supervisor at once. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        _, granted = _load(session_id, by, at)
        row = SharedLine.objects.filter(id=line_id, reflection__session=session_id, reflection__author=by.id).first()
        if row is not None:
            record(
                Kind.ALTERATION, "taken_back", granted, by=by, at=at, object_type="reflection",
                object_id=row.reflection_id,
            )  # fmt: skip
            row.delete()


def _load(session_id: UUID, by: Actor, at: datetime) -> tuple[Session, Granted]:
    session = Session.objects.filter(id=session_id).first()
    if session is None:
        raise NotHere
    return session, require(by, Action.WRITE, Item.REFLECTION, person_id=session.person_id, at=at, by_actor=True)


def _keep(row: Reflection, keys: KeyRing, new: TabAnswers, revision: int, at: datetime) -> Kept:
    """Save the words, or lay them beside those that another tab saved in between."""
    body, other = open_answers(keys, row), open_other_answers(keys, row)
    if new.answers == body.answers:
        return Kept(row.revision, row.saved_at, in_two_tabs=other is not None)
    is_behind = body.answers != NOTHING and revision != row.revision and new.tab != body.tab
    if is_behind:
        if other and other.tab != new.tab:
            new = TabAnswers(both_answers(other.answers, new.answers), new.tab)
        row.sealed_other = seal_answers(keys, row, new, "sealed_other")
    else:
        # Only a page that was opened since has shown both, and may put its words in the place of the two.
        if other and new.tab not in (body.tab, other.tab):
            row.sealed_other, other = None, None
        row.sealed_body = seal_answers(keys, row, new)
    row.revision, row.saved_at = row.revision + 1, at
    row.save(update_fields=["sealed_body", "sealed_other", "revision", "saved_at"])
    return Kept(revision if is_behind else row.revision, at, in_two_tabs=is_behind or other is not None)
