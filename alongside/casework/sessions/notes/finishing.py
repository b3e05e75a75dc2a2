"""Finishing a note, taking it back, and correcting it by another."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed
from alongside.casework.audit import record
from alongside.casework.sessions.notes.drafts import (
    Typed,
    find_draft,
    keep_words,
    load_for_note,
    new_draft,
)
from alongside.casework.sessions.notes.reading import ranks_of
from alongside.casework.sessions.notes.words import open_body, open_note, seal_body, seal_note
from alongside.domain.sessions import Missing, Statements, can_be_undone, clean_statements, find_missing
from alongside.ledger import Kind
from alongside.records.sessions import Draft, Note
from alongside.vault import KeyRing, open_keys


class NothingWritten(Exception):
    """There is no word to finish."""


class NotComplete(Exception):
    """A statement cannot stand as it is: missing says which, and what it lacks."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing)
        self.missing = missing


class TwoTexts(Exception):
    """Two tabs hold different texts. The author has to choose first."""


class TooLate(Exception):
    """The ten minutes are over. A correction is a new note."""


class AlreadyCorrected(Exception):
    """Another note has taken this one's place, so that one is to be corrected."""


class DraftInTheWay(Exception):
    """The author is writing something else about this session. It has to be finished first."""


def finish_note(*, session_id: UUID, typed: Typed, by: Actor, at: datetime) -> UUID:
    """Turn what was typed into a note that is never edited, and return its id. Finishing twice gives one note.

    Raises NotHere, NothingWritten and NoteTooLong. Raises NotComplete when a fact has no source, TwoTexts when another
    tab has saved other words, and AlreadyCorrected when somebody else has corrected the same note: in these three cases
    all words are kept in the draft.
    """
    words = clean_statements(typed.statements)
    with transaction.atomic():
        session, granted = load_for_note(session_id, by, at)
        draft = find_draft(session_id, by)
        keys = open_keys([session.person_id])
        same = None if draft else _find_same(keys, session_id, words, by, at)
        if same:
            return same
        if not words:
            raise NothingWritten
        draft = draft or new_draft(session, granted, by, at, revision=typed.revision)
        in_two_tabs = keep_words(draft, words, typed, at).in_two_tabs
        refused = _why_not(draft, words, in_two_tabs=in_two_tabs)
        note_id = draft.id if refused else _finish(keys, draft, words, granted, by, at)
    if refused:  # said outside the transaction, so that the words are kept
        raise refused
    return note_id


def _why_not(draft: Draft, words: Statements, *, in_two_tabs: bool) -> Exception | None:
    missing = find_missing(words)
    if in_two_tabs:
        return TwoTexts()
    if missing:
        return NotComplete(missing)
    return AlreadyCorrected() if _gives_up_correcting(draft) else None


def undo_finish(*, session_id: UUID, note_id: UUID, by: Actor, at: datetime) -> None:
    """Turn one's own note of the last ten minutes back into a draft. Safe to repeat.

    Raises NotHere, and TooLate when ten minutes are over or somebody has corrected it.
    """
    with transaction.atomic():
        session, granted = load_for_note(session_id, by, at)
        note = Note.objects.select_for_update().filter(id=note_id, session=session_id, author=by.id).first()
        draft = find_draft(session_id, by)
        if note is None:
            if draft is None:
                raise NotHere
            return
        if not can_be_undone(note.written_at, now=at) or Note.objects.filter(replaces=note).exists():
            raise TooLate
        _take_back(note, draft or new_draft(session, granted, by, at), at)
        note.delete()
        record(Kind.ALTERATION, "taken_back", granted, by=by, at=at, object_type="note", object_id=note_id)


def begin_correction(*, session_id: UUID, note_id: UUID, by: Actor, at: datetime) -> None:
    """Begin a draft with the words of a note, which will take its place when it is finished. Safe to repeat.

    Raises NotHere, AlreadyCorrected, and DraftInTheWay.
    """
    with transaction.atomic():
        session, granted = load_for_note(session_id, by, at)
        note = _load_readable(session_id, note_id, granted, by, at)
        if Note.objects.filter(replaces=note).exists():
            raise AlreadyCorrected
        draft = find_draft(session_id, by)
        if draft is not None:
            if draft.replaces_id == note_id:
                return
            raise DraftInTheWay
        keys = open_keys([session.person_id])
        draft = new_draft(session, granted, by, at)
        draft.replaces, draft.revision = note, 1
        draft.sealed_body = seal_body(keys, draft, open_note(keys, note), "")
        draft.save(update_fields=["replaces", "revision", "sealed_body"])


def stop_correcting(*, session_id: UUID, by: Actor, at: datetime) -> None:
    """Throw the draft of a correction away; the note stays as it is. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        _, granted = load_for_note(session_id, by, at)
        draft = find_draft(session_id, by)
        if draft is not None and draft.replaces_id is not None:
            record(Kind.ERASURE, "discarded", granted, by=by, at=at, object_type="draft", object_id=draft.id)
            draft.delete()


def _finish(keys: KeyRing, draft: Draft, words: Statements, granted: Granted, by: Actor, at: datetime) -> UUID:
    replaced = draft.replaces
    note = Note(id=uuid4(), person_id=draft.person_id, session_id=draft.session_id, author_id=by.id, written_at=at)
    note.begun_by_id, note.replaces = draft.begun_by_id, replaced
    note.sealed_body = seal_note(keys, note, words)
    note.save(force_insert=True)
    draft.delete()
    kind, action = (Kind.ALTERATION, "corrected") if replaced else (Kind.COLLECTION, "written")
    record(kind, action, granted, by=by, at=at, object_type="note", object_id=note.id)
    return note.id


def _gives_up_correcting(draft: Draft) -> bool:
    """When somebody else has corrected the same note since, let the draft become a note of its own, and say so."""
    if draft.replaces_id is None or not Note.objects.filter(replaces=draft.replaces_id).exists():
        return False
    draft.replaces = None
    draft.save(update_fields=["replaces"])
    return True


def _find_same(keys: KeyRing, session_id: UUID, words: Statements, by: Actor, at: datetime) -> UUID | None:
    """Return the note that the same press of *Finish* has made already."""
    last = Note.objects.filter(session=session_id, author=by.id).order_by("-written_at").first()
    if last is None or not can_be_undone(last.written_at, now=at):
        return None
    return last.id if open_note(keys, last) == words else None


def _take_back(note: Note, draft: Draft, at: datetime) -> None:
    keys = open_keys([note.person_id])
    newer = open_body(keys, draft).statements
    if newer:
        keep_words(draft, open_note(keys, note), Typed(revision=-1, tab=str(note.id)), at)
        return
    draft.sealed_body = seal_body(keys, draft, open_note(keys, note), "")
    draft.begun_by_id, draft.replaces_id = note.begun_by_id, note.replaces_id
    draft.revision, draft.saved_at = draft.revision + 1, at
    draft.save(update_fields=["sealed_body", "begun_by", "replaces", "revision", "saved_at"])


def _load_readable(session_id: UUID, note_id: UUID, granted: Granted, by: Actor, at: datetime) -> Note:
    note = Note.objects.filter(id=note_id, session=session_id).first()
    rank = ranks_of(granted.person_id).get(note_id, 0)
    if note is None or not is_allowed(by, Action.READ, Item.NOTE, granted, at=at, rank=rank):
        raise NotHere
    return note
