"""The note's half of the session page."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from alongside.access import Action, Actor, Item, Obligation, decide
from alongside.access.gates import Granted, is_allowed
from alongside.access.readers import NoteReaders, find_note_readers
from alongside.casework.sessions.notes.drafts import sort_texts
from alongside.casework.sessions.notes.held import find_held_note
from alongside.casework.sessions.notes.reading import NoteText, list_notes
from alongside.casework.sessions.notes.words import TabText
from alongside.domain.sessions import Statements
from alongside.records.sessions import Draft, Session
from alongside.vault import KeyRing


@dataclass(frozen=True)
class DraftText:
    """The viewer's unfinished words. other are those of another tab that wait for a choice."""

    statements: Statements
    revision: int
    saved_at: datetime
    begun_by: str = ""
    corrects_at: datetime | None = None
    other: TabText | None = None


@dataclass(frozen=True)
class NoteArea:
    """What the viewer sees of notes about one session.

    asks_reason: they may read notes once they have said why. readers: who can read what is written here. held_since: since
    when a note about it is held apart, which is then none of the notes.
    """

    may_write: bool = False
    asks_reason: bool = False
    notes: tuple[NoteText, ...] = ()
    draft: DraftText | None = None
    readers: NoteReaders = field(default_factory=NoteReaders)
    held_since: date | None = None


def load_note_area(
    session: Session, keys: KeyRing, granted: Granted, viewer: Actor, at: datetime, *, tab: str
) -> NoteArea:
    """Return the note's half of the page of a session that the viewer has been let into."""
    reading = decide(viewer, Action.READ, replace(granted.resource, item=Item.NOTE, rank=1), at)
    if not reading.allowed:
        return NoteArea()
    if Obligation.RECORD_REASON in reading.obligations:
        return NoteArea(asks_reason=True)
    may_write = is_allowed(viewer, Action.WRITE, Item.NOTE, granted, at=at)
    may_read_draft = is_allowed(viewer, Action.READ, Item.NOTE, granted, at=at, draft=True, by_actor=True)
    return NoteArea(
        may_write=may_write,
        notes=list_notes(keys, granted, viewer, at, session_id=session.id),
        draft=_find_draft(session, keys, viewer, tab) if may_read_draft else None,
        readers=find_note_readers(session.person_id, at=at),
        held_since=find_held_note(session.id),
    )


def _find_draft(session: Session, keys: KeyRing, viewer: Actor, tab: str) -> DraftText | None:
    rows = Draft.objects.select_related("begun_by", "replaces").filter(session=session.id, author=viewer.id)
    draft = rows.first()
    if draft is None:
        return None
    mine, other = sort_texts(keys, draft, tab)
    return DraftText(
        statements=mine.statements,
        revision=draft.revision,
        saved_at=mine.at,
        begun_by=draft.begun_by.name if draft.begun_by else "",
        corrects_at=draft.replaces.written_at if draft.replaces else None,
        other=other if draft.sealed_other is not None else None,
    )
