"""What staff note of abuse or control, each way. It decides what is kept back, and is read by staff alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.assessment.loading import open_version, readable_rows
from alongside.casework.audit import record, record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.skills.sealing import OBJECT
from alongside.domain.assessment import Answers
from alongside.domain.skills import Abuse, AbuseNote, Knowing, Way, abuse_from, check_note, noted, routes
from alongside.ledger import Kind
from alongside.records.assessment import Assessment
from alongside.records.people import Person
from alongside.records.skills import AbuseNote as AbuseNoteRow
from alongside.vault import KeyRing, open_keys

TABLE, FIELD = "abuse_note", "sealed_body"


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with who wrote it and when."""

    note: AbuseNote
    by: str
    at: datetime


@dataclass(frozen=True)
class SafetyPage:
    """What is known both ways, the conversation included, every note with the last first, and where to turn."""

    identity: Identity
    abuse: Abuse
    notes: Sequence[Noted]
    routes: Sequence[str]
    may_write: bool


def get_safety(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> SafetyPage:
    """Return what is known of abuse, both ways. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.ABUSE_NOTE, person_id=person_id, at=at)
        keys = open_keys([person_id])
        rows = list(_rows(person_id).select_related("noted_by"))
        record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        versions = readable_rows(granted, viewer=viewer, at=at)
        answers = open_version(versions[0], keys, granted=granted).answers if versions else {}
        abuse = load_abuse(granted, keys, answers, viewer=viewer, at=at)
        found = [Noted(open_abuse_note(keys, row), row.noted_by.name, row.noted_at) for row in rows]
        return SafetyPage(
            load_identity(granted, keys, viewer=viewer, at=at), abuse, found[::-1], routes(abuse),
            is_allowed(viewer, Action.WRITE, Item.ABUSE_NOTE, granted, at=at),
        )  # fmt: skip


def note_abuse(*, person_id: UUID, note: AbuseNote, by: Actor, at: datetime) -> None:
    """Keep what is known of one way beside the earlier notes. The same again is kept once. Raises NotHere or CannotNote.

    The ledger says only that something of the skills was noted: whoever is told of it learns nothing from the word.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ABUSE_NOTE, person_id=person_id, at=at)
        checked = check_note(note, today=day_of(at))
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        before = [open_abuse_note(keys, row) for row in _rows(person_id)]
        if checked in before[-1:]:
            return
        row = AbuseNoteRow(id=uuid4(), person_id=person_id, number=len(before) + 1, noted_by_id=by.id, noted_at=at)
        seal_abuse_note(keys, row, checked)
        row.save(force_insert=True)
        record(Kind.COLLECTION, "noted", granted, by=by, at=at, object_type=OBJECT, object_id=row.id)


def load_abuse(granted: Granted, keys: KeyRing, answers: Answers, *, viewer: Actor, at: datetime) -> Abuse:
    """Return what is known both ways: of the notes, and of the conversation what this viewer may read.

    What cannot be read counts as not asked, and not asked is not safe.
    """
    is_whole = is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at) or not _is_under_way(granted.person_id)
    if not is_allowed(viewer, Action.READ, Item.ABUSE_NOTE, granted, at=at):
        return abuse_from(answers, is_whole=False)
    said = noted([open_abuse_note(keys, row) for row in _rows(granted.person_id)])
    return abuse_from(answers, by_person=said.by_person, to_person=said.to_person, is_whole=is_whole)


def _is_under_way(person_id: UUID) -> bool:
    """Return whether there is a conversation that nobody has signed yet."""
    return Assessment.objects.filter(person=person_id, signed_at__isnull=True).exists()


def _rows(person_id: UUID) -> QuerySet[AbuseNoteRow]:
    return AbuseNoteRow.objects.filter(person=person_id).order_by("number")


def seal_abuse_note(keys: KeyRing, row: AbuseNoteRow, note: AbuseNote) -> None:
    """Put a note into its row."""
    body = {"way": note.way, "knowing": note.knowing, "source": note.source, "on": note.on.isoformat()}
    row.sealed_body = keys.seal_json(body, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def open_abuse_note(keys: KeyRing, row: AbuseNoteRow) -> AbuseNote:
    """Return the note that a row holds."""
    said = keys.open_json(bytes(row.sealed_body or b""), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    return AbuseNote(Way(said["way"]), Knowing(said["knowing"]), said["source"], date.fromisoformat(said["on"]))
