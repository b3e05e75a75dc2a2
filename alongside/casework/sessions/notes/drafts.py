"""Unfinished words: saved while they are typed, never lost between two tabs, and moved with the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.sessions.notes.words import TabText, open_body, open_other, seal_body, seal_other
from alongside.domain.sessions import Keep, Statements, clean_statements, put_together
from alongside.ledger import Kind
from alongside.records.sessions import Draft, Session
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class Typed:
    """What a tab sends: the statements, the revision it last knew of, and which tab it is."""

    statements: Statements = ()
    revision: int = 0
    tab: str = ""


@dataclass(frozen=True)
class Saved:
    """What became of it. in_two_tabs: another tab's words are kept beside these until the author chooses."""

    revision: int
    saved_at: datetime
    in_two_tabs: bool = False


def save_draft(*, session_id: UUID, typed: Typed, by: Actor, at: datetime) -> Saved:
    """Keep what has been typed, sealed. Sending the same again changes nothing.

    When another tab has saved since, its words stay and these are kept beside them. Raises NotHere and NoteTooLong.
    """
    words = clean_statements(typed.statements)
    with transaction.atomic():
        session, granted = load_for_note(session_id, by, at)
        draft = find_draft(session_id, by)
        if draft is None:
            if not words:
                return Saved(typed.revision, at)
            draft = new_draft(session, granted, by, at, revision=typed.revision)
        return keep_words(draft, words, typed, at)


def choose_text(*, session_id: UUID, keep: Keep, tab: str, by: Actor, at: datetime) -> None:
    """Settle two texts: keep this tab's, the other's, or both one after the other. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        _, granted = load_for_note(session_id, by, at)
        draft = find_draft(session_id, by)
        if draft is None or draft.sealed_other is None:
            return
        keys = open_keys([draft.person_id])
        mine, other = sort_texts(keys, draft, tab)
        both = put_together(mine.statements, other.statements)
        chosen = {Keep.MINE: mine.statements, Keep.OTHER: other.statements, Keep.BOTH: both}[keep]
        draft.sealed_body, draft.sealed_other = seal_body(keys, draft, chosen, tab), None
        draft.revision, draft.saved_at = draft.revision + 1, at
        draft.save(update_fields=["sealed_body", "sealed_other", "revision", "saved_at"])
        record(Kind.ALTERATION, "chosen", granted, by=by, at=at, object_type="draft", object_id=draft.id)


def sort_texts(keys: KeyRing, draft: Draft, tab: str) -> tuple[TabText, TabText]:
    """Return the text of this tab and that of the other one, of a draft that has two."""
    body, other = open_body(keys, draft), open_other(keys, draft)
    if other is None:
        return body, TabText((), "", body.at)
    return (other, body) if other.tab == tab else (body, other)


def move_drafts(*, person_id: UUID, from_id: UUID, to_id: UUID, at: datetime) -> int:
    """Give the drafts about a person to the practitioner the case is moved to, sealed as they are. Returns how many.

    Who began them stays known. Where the new practitioner has a draft of their own, both texts are kept. Call it inside
    the transaction that moves the case, which has asked whether it may be moved and records it.
    """
    moved = list(Draft.objects.select_for_update().filter(person=person_id, author=from_id))
    keys = open_keys([person_id]) if moved else None
    own = {draft.session_id: draft for draft in Draft.objects.filter(person=person_id, author=to_id)}
    for draft in moved:
        there = own.get(draft.session_id)
        if there is not None and keys is not None:
            _lay_beside(keys, there, open_body(keys, draft).statements, str(draft.id), at)
            draft.delete()
        else:
            Draft.objects.filter(id=draft.id).update(author=to_id, begun_by=draft.begun_by_id or from_id)
    return len(moved)


def load_for_note(session_id: UUID, by: Actor, at: datetime) -> tuple[Session, Granted]:
    """Return the session and leave to write a note about it. Raises NotHere."""
    session = Session.objects.filter(id=session_id).first()
    if session is None:
        raise NotHere
    return session, require(by, Action.WRITE, Item.NOTE, person_id=session.person_id, at=at)


def find_draft(session_id: UUID, by: Actor) -> Draft | None:
    """Return this author's draft about a session, locked, or None."""
    return Draft.objects.select_for_update().filter(session=session_id, author=by.id).first()


def new_draft(session: Session, granted: Granted, by: Actor, at: datetime, *, revision: int = 0) -> Draft:
    """Return an empty draft that is in the database and the ledger."""
    draft = Draft(id=uuid4(), person_id=session.person_id, session=session, author_id=by.id, saved_at=at)
    draft.revision = revision
    draft.save(force_insert=True)
    record(Kind.COLLECTION, "begun", granted, by=by, at=at, object_type="draft", object_id=draft.id)
    return draft


def keep_words(draft: Draft, words: Statements, typed: Typed, at: datetime) -> Saved:
    """Save words in a draft, or beside it when another tab has been there in between."""
    keys = open_keys([draft.person_id])
    body = open_body(keys, draft)
    if words != body.statements:
        if body.statements and typed.revision != draft.revision and typed.tab != body.tab:
            if words:
                _lay_beside(keys, draft, words, typed.tab, at)
            return Saved(typed.revision, at, in_two_tabs=draft.sealed_other is not None)
        draft.sealed_body = seal_body(keys, draft, words, typed.tab)
        draft.revision, draft.saved_at = draft.revision + 1, at
        draft.save(update_fields=["sealed_body", "revision", "saved_at"])
    return Saved(draft.revision, draft.saved_at, in_two_tabs=draft.sealed_other is not None)


def _lay_beside(keys: KeyRing, draft: Draft, words: Statements, tab: str, at: datetime) -> None:
    """Keep the words of another tab. A third tab's are added to the second's, so that nothing is lost."""
    other = open_other(keys, draft)
    if other is not None and other.tab != tab and other.statements != words:
        words = put_together(other.statements, words)
    draft.sealed_other = seal_other(keys, draft, TabText(words, tab, at))
    draft.save(update_fields=["sealed_other"])
