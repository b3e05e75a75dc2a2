"""A sealed note for those who are named, the list of one's own, and what an access request finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.disclosures import find_safeguarding_leads
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.keepers import (
    PRIVACY_OFFICER,
    find_who_may_be_named,
    find_who_may_keep,
    require_privacy_officer,
)
from alongside.casework.audit import record_about_many, record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.sealed_notes.loading import (
    OBJECT,
    live_readers,
    load_note,
    load_without_keeper,
    tell_keeper,
)
from alongside.casework.sealed_notes.sealing import Written, open_because, open_written
from alongside.domain.sealed_notes import Review
from alongside.domain.who_has_looked import FoldedLook, OneLook, fold_looks
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.sealed_notes import SealedNote, SealedNoteOpening
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

SESSIONS_OFFERED = 10


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in the list of one who is named for it. Nothing of its words."""

    id: UUID
    author: str
    keeper: str
    is_keeper: bool
    written_at: datetime
    review_on: date
    follow_up_on: date | None
    state: str
    unseen: int


@dataclass(frozen=True)
class SealedNotes:
    """The notes about one person for which the viewer is named, the newest first."""

    identity: Identity
    notes: Sequence[NoteLine]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may be named. is_named: they are now."""

    user_id: UUID
    name: str
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One version: who wrote it and when."""

    number: int
    by: str
    at: datetime
    written: Written


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was decided when it was looked at again."""

    decision: Review
    because: str
    review_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Somebody who is named. can_open: they stand to the person today so that they can."""

    name: str
    can_open: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody other than the keeper opened it, once or several times within minutes."""

    name: str
    look: FoldedLook


@dataclass(frozen=True)
class SealedNotePage:
    """One note. versions are the last first, and none of a note that was settled. openings are for its keeper alone."""

    identity: Identity
    line: NoteLine
    versions: Sequence[Version]
    reviews: Sequence[Reviewed]
    readers: Sequence[NamedReader]
    openings: Sequence[Opening]
    may_write: bool


@dataclass(frozen=True)
class ToWrite:
    """What the page for writing offers: who may be named, and who can be asked when one is not sure."""

    identity: Identity
    choices: Sequence[Choice]
    leads: Sequence[str]
    version: Version | None = None


@dataclass(frozen=True)
class ToReview:
    """What the page for looking at it again offers: the sessions that it could be an ordinary note of."""

    identity: Identity
    line: NoteLine
    sessions: Sequence[tuple[UUID, datetime]]


@dataclass(frozen=True)
class ToKeep:
    """A note without a keeper, for the supervisor: whose it was, and who can keep it."""

    identity: Identity
    line: NoteLine
    choices: Sequence[Choice]


@dataclass(frozen=True)
class ForAccessRequest:
    """A note as an access request finds it, for the reviewer to give, redact or withhold."""

    id: UUID
    author: str
    written_at: datetime
    state: str
    versions: Sequence[Version]
    reviews: Sequence[Reviewed]


def list_sealed_notes(*, person_id: UUID, viewer: Actor, at: datetime) -> SealedNotes:
    """Return the notes the viewer is named for: the same page for whoever is named for none. One entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.SEALED_NOTE, person_id=person_id, at=at, named=True)
        mine = live_readers().filter(user=viewer.id).values("note")
        rows = SealedNote.objects.filter(person=person_id, id__in=mine).select_related("author", "keeper")
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type="sealed_notes")
        return SealedNotes(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            notes=[_line(row, viewer) for row in rows.order_by("-written_at", "id")],
            may_write=is_allowed(viewer, Action.WRITE, Item.SEALED_NOTE, granted, at=at, named=True),
        )


def get_sealed_note(*, note_id: UUID, viewer: Actor, at: datetime) -> SealedNotePage:
    """Return a note for somebody named. Its keeper is told, and the ledger. Raises NotHere.

    Of a note that was made an ordinary one or closed, nobody reads the words here.
    """
    with transaction.atomic():
        note, granted = load_note(note_id, Action.READ, by=viewer, at=at)
        keys, line = open_keys([note.person_id]), _line(note, viewer)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=note.id)
        tell_keeper(note, by=viewer, at=at)
        openings = _openings_seen(note, at) if line.is_keeper else ()
        may_write = is_allowed(viewer, Action.WRITE, Item.SEALED_NOTE, granted, at=at, named=True)
        return SealedNotePage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            line=line,
            versions=_versions(note, keys) if note.state == "sealed" else (),
            reviews=_reviews(note, keys),
            readers=_readers(note, at),
            openings=openings,
            may_write=may_write and note.state == "sealed",
        )


def get_to_write(*, person_id: UUID, viewer: Actor, at: datetime) -> ToWrite:
    """Return what is offered to whoever wants to write one. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.SEALED_NOTE, person_id=person_id, at=at, named=True)
        record_opened(granted, by=viewer, at=at, object_type="sealed_notes")
        return _to_write(granted, viewer, at)


def get_to_correct(*, note_id: UUID, viewer: Actor, at: datetime) -> ToWrite:
    """Return the last version for somebody who is named and may write. Its keeper is told. Raises NotHere."""
    with transaction.atomic():
        note, granted = load_note(note_id, Action.WRITE, by=viewer, at=at)
        if note.state != "sealed":
            raise NotHere
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=note.id)
        tell_keeper(note, by=viewer, at=at)
        return _to_write(granted, viewer, at, _versions(note, open_keys([note.person_id]))[0])


def get_to_review(*, note_id: UUID, viewer: Actor, at: datetime) -> ToReview:
    """Return what its keeper may decide. Raises NotHere."""
    with transaction.atomic():
        note, granted = load_note(note_id, Action.WRITE, by=viewer, at=at, keeps=True)
        if note.state != "sealed":
            raise NotHere
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=note.id)
        held = Session.objects.filter(person=note.person_id, planned_at__lte=at).order_by("-planned_at")
        return ToReview(
            identity=load_identity(granted, open_keys([note.person_id]), viewer=viewer, at=at),
            line=_line(note, viewer),
            sessions=list(held.values_list("id", "planned_at")[:SESSIONS_OFFERED]),
        )


def get_to_name(*, note_id: UUID, viewer: Actor, at: datetime) -> ToKeep:
    """Return whom its keeper may name, and who is named now. Raises NotHere."""
    with transaction.atomic():
        note, granted = load_note(note_id, Action.WRITE, by=viewer, at=at, keeps=True)
        named = set(live_readers().filter(note=note).values_list("user_id", flat=True))
        users = find_who_may_be_named(note.person_id, Item.SEALED_NOTE, at=at)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=note.id)
        return _to_keep(note, granted, users, named, viewer, at)


def get_to_keep(*, note_id: UUID, viewer: Actor, at: datetime) -> ToKeep:
    """Return a note without a keeper for the supervisor: that there is one, and who could keep it. Raises NotHere."""
    with transaction.atomic():
        note, granted = load_without_keeper(note_id, by=viewer, at=at)
        users = find_who_may_keep(note.person_id, Item.SEALED_NOTE, at=at)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=note.id)
        return _to_keep(note, granted, users, set(), viewer, at)


def list_for_access_request(*, person_id: UUID, viewer: Actor, at: datetime) -> list[ForAccessRequest]:
    """Return every sealed note of a person with its words, for a privacy officer who answers an access request.

    Each one's keeper sees that it was opened. Raises NotHere for anybody else, and for an officer kept out of this record.
    """
    with transaction.atomic():
        pseudonym = require_privacy_officer(viewer, person_id)
        rows = SealedNote.objects.filter(person=person_id).select_related("author").order_by("written_at", "id")
        keys = open_keys([person_id])
        for row in rows:
            tell_keeper(row, by=viewer, at=at)
        record_about_many(
            Kind.CONSULTATION, "opened", [pseudonym], by=viewer, at=at, relation=PRIVACY_OFFICER,
            object_type="sealed_notes", reason_code="access_request",
        )  # fmt: skip
        return [
            ForAccessRequest(
                row.id, row.author.name, row.written_at, row.state, _versions(row, keys), _reviews(row, keys)
            )
            for row in rows
        ]


def _to_keep(
    note: SealedNote, granted: Granted, users: Sequence[User], named: set[UUID], viewer: Actor, at: datetime
) -> ToKeep:
    return ToKeep(
        identity=load_identity(granted, open_keys([note.person_id]), viewer=viewer, at=at),
        line=_line(note, viewer),
        choices=[Choice(user.id, user.name, user.id in named) for user in users if user.id != viewer.id],
    )


def _to_write(granted: Granted, viewer: Actor, at: datetime, version: Version | None = None) -> ToWrite:
    users = find_who_may_be_named(granted.person_id, Item.SEALED_NOTE, at=at)
    return ToWrite(
        identity=load_identity(granted, open_keys([granted.person_id]), viewer=viewer, at=at),
        choices=[Choice(user.id, user.name) for user in users if user.id != viewer.id],
        leads=find_safeguarding_leads(granted.person_id, at=at),
        version=version,
    )


def _line(row: SealedNote, viewer: Actor) -> NoteLine:
    is_keeper = row.keeper_id == viewer.id
    return NoteLine(
        id=row.id,
        author=row.author.name,
        keeper=row.keeper.name,
        is_keeper=is_keeper,
        written_at=row.written_at,
        review_on=row.review_on,
        follow_up_on=row.follow_up_on,
        state=row.state,
        unseen=row.openings.filter(seen_at__isnull=True).count() if is_keeper else 0,
    )


def _versions(note: SealedNote, keys: KeyRing) -> list[Version]:
    rows = note.versions.select_related("written_by").order_by("-number")
    return [Version(row.number, row.written_by.name, row.written_at, open_written(keys, row)) for row in rows]


def _reviews(note: SealedNote, keys: KeyRing) -> list[Reviewed]:
    rows = note.reviews.select_related("decided_by").order_by("-number")
    return [
        Reviewed(Review(r.decision), open_because(keys, r), r.review_on, r.decided_by.name, r.decided_at) for r in rows
    ]


def _readers(note: SealedNote, at: datetime) -> list[NamedReader]:
    today = {user.id for user in find_who_may_be_named(note.person_id, Item.SEALED_NOTE, at=at)}
    rows = live_readers().filter(note=note).select_related("user").order_by("user__name", "id")
    return [NamedReader(row.user.name, row.user_id in today) for row in rows]


def _openings_seen(note: SealedNote, at: datetime) -> list[Opening]:
    """Return who opened it, for the keeper, who has seen them from now on."""
    rows = list(SealedNoteOpening.objects.filter(note=note).select_related("opened_by"))
    names = {row.opened_by_id: row.opened_by.name for row in rows}
    note.openings.filter(seen_at__isnull=True).update(seen_at=at)
    looks = fold_looks(OneLook(row.opened_by_id, "", row.opened_at) for row in rows)
    return [Opening(names[look.actor_id], look) for look in looks]
