"""What is said in a step is kept as one goes, from any device, and a step is ticked or left open."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.first_contact.loading import find_next_meeting, load_kept
from alongside.casework.first_contact.words import TabSaid, of_today, open_other_said, open_said, seal_said
from alongside.casework.limits.telling import Told, keep_told, language_of
from alongside.casework.sessions.sealing import open_agenda, seal_agenda
from alongside.domain.first_contact import LIMITS, Said, Step, clean_said, find_unfinished, load_script, put_together
from alongside.domain.limits import AskedBack
from alongside.domain.sessions import Agenda, Keep
from alongside.ledger import Kind
from alongside.records.first_contact import FirstContact, FirstContactStep
from alongside.records.people import Person
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys


class NoNextMeeting(Exception):
    """No meeting is planned on a later day, so nothing can be carried over to it."""


class NothingLeft(Exception):
    """Every step is done."""


@dataclass(frozen=True)
class Sent:
    """What a page sends of a step: what was said, the revision it last knew of, and which page it is."""

    said: Said = field(default_factory=Said)
    revision: int = 0
    tab: str = ""


@dataclass(frozen=True)
class Saved:
    """What became of it. on_two_devices: another device's words are kept beside these until somebody chooses."""

    revision: int
    saved_at: datetime
    on_two_devices: bool = False


def save_step(*, person_id: UUID, step_key: str, sent: Sent, by: Actor, at: datetime) -> Saved:
    """Keep what was said in a step, sealed. Sending the same again changes nothing.

    When another device has saved since, its words stay and these are kept beside them. Raises NotHere and TooLong.
    """
    step = _step(step_key)
    said = clean_said(sent.said, boxes=tuple(box.key for box in step.boxes))
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        row = _find(person_id, step_key)
        if row is None:
            if said.is_empty:
                return Saved(sent.revision, at)
            row = _begin(granted, step_key, by, at)
        return _keep(row, said, sent, by, at)


def tick_step(*, person_id: UUID, step_key: str, done: bool, by: Actor, at: datetime) -> None:
    """Say that a step is done, or that it is open after all. Safe to repeat. Raises NotHere."""
    _step(step_key)
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        row = _find(person_id, step_key)
        if (row is not None and row.ticked_at is not None) is done:
            return
        row = row or _begin(granted, step_key, by, at)
        row.ticked_at, row.ticked_by_id = (at, by.id) if done else (None, None)
        row.save(update_fields=["ticked_at", "ticked_by"])
        action = "explained" if done else "left_open"
        record(Kind.ALTERATION, action, granted, by=by, at=at, object_type="first_contact", object_id=row.id)
        if done and step_key == LIMITS:
            _keep_limits(granted, row, by, at)


def choose_step_text(*, person_id: UUID, step_key: str, keep: Keep, tab: str, by: Actor, at: datetime) -> None:
    """Settle two texts of a step: this page's, the other device's, or both. Safe to repeat. Raises NotHere."""
    _step(step_key)
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        row = _find(person_id, step_key)
        if row is None or row.sealed_other is None:
            return
        keys = open_keys([person_id])
        mine, other = sort_texts(keys, row, tab)
        both = put_together(mine.said, other.said)
        chosen = {Keep.MINE: mine.said, Keep.OTHER: other.said, Keep.BOTH: both}[keep]
        row.sealed_other = None
        _write(row, keys, chosen, tab, by, at)
        record(Kind.ALTERATION, "chosen", granted, by=by, at=at, object_type="first_contact", object_id=row.id)


def carry_over(*, person_id: UUID, by: Actor, at: datetime) -> UUID:
    """Put what is left of the first contact on the agenda of the next meeting. Safe to repeat. Returns its id.

    Raises NotHere, NoNextMeeting and NothingLeft.
    """
    with transaction.atomic():
        require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        granted = require(by, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        left = find_unfinished(load_script().steps, load_kept(person_id, keys).standings)
        left = tuple(step for step in left if step.for_person)
        if not left:
            raise NothingLeft
        found = find_next_meeting(person_id, at=at)
        if found is None:
            raise NoNextMeeting
        session = Session.objects.select_for_update().get(id=found.id)
        agenda = open_agenda(keys, session)
        points = [step.short for step in left if step.short not in agenda.practitioner]
        if points:
            session.sealed_agenda = seal_agenda(keys, session, Agenda(agenda.person, (*agenda.practitioner, *points)))
            session.save(update_fields=["sealed_agenda"])
            record(Kind.ALTERATION, "changed", granted, by=by, at=at, object_type="session", object_id=session.id)
        return session.id


def sort_texts(keys: KeyRing, row: FirstContactStep, tab: str) -> tuple[TabSaid, TabSaid]:
    """Return the text of this page and that of the other device, of a step that has two."""
    body, other = open_said(keys, row), open_other_said(keys, row)
    if other is None:
        return body, TabSaid(Said())
    return (other, body) if other.tab == tab else (body, other)


def begin(granted: Granted, by: Actor, at: datetime) -> FirstContact:
    """Return the first contact of a person, begun now if nobody has. Two who begin at once wait for each other."""
    Person.objects.select_for_update().get(id=granted.person_id)
    found = FirstContact.objects.filter(person=granted.person_id).first()
    if found is None:
        found = FirstContact.objects.create(person_id=granted.person_id, begun_at=at, begun_by_id=by.id)
        record(Kind.COLLECTION, "begun", granted, by=by, at=at, object_type="first_contact", object_id=found.id)
    return found


def _keep_limits(granted: Granted, row: FirstContactStep, by: Actor, at: datetime) -> None:
    """Keep what was said back as one time the limits were gone through. Without a word said back there is none."""
    said = open_said(open_keys([row.person_id]), row).said
    if said.words.get("back"):
        told = Told({AskedBack.KEEP: said.words["back"]}, "", language_of(said.spoken), said.spoken)
        keep_told(granted, told, by=by, at=at)


def _step(step_key: str) -> Step:
    step = load_script().find(step_key)
    if step is None:
        raise NotHere
    return step


def _find(person_id: UUID, step_key: str) -> FirstContactStep | None:
    return FirstContactStep.objects.select_for_update().filter(person=person_id, step=step_key).first()


def _begin(granted: Granted, step_key: str, by: Actor, at: datetime) -> FirstContactStep:
    begun = begin(granted, by, at)
    # Whoever waited for the lock may find that the other has made the row.
    found = _find(granted.person_id, step_key)
    if found is not None:
        return found
    row = FirstContactStep(
        id=uuid4(), person_id=granted.person_id, first_contact=begun, step=step_key, saved_at=at, saved_by_id=by.id
    )
    row.save(force_insert=True)
    return row


def _keep(row: FirstContactStep, said: Said, sent: Sent, by: Actor, at: datetime) -> Saved:
    """Save the words, or lay them beside those that another device saved in between."""
    keys = open_keys([row.person_id])
    body = open_said(keys, row)
    if said == body.said:
        return Saved(row.revision, row.saved_at, on_two_devices=row.sealed_other is not None)
    is_behind = not body.said.is_empty and sent.revision != row.revision and sent.tab != body.tab
    if is_behind:
        _lay_beside(row, keys, said, sent.tab, by, at)
        return Saved(sent.revision, at, on_two_devices=True)
    _write(row, keys, said, sent.tab, by, at)
    return Saved(row.revision, at, on_two_devices=row.sealed_other is not None)


def _write(row: FirstContactStep, keys: KeyRing, said: Said, tab: str, by: Actor, at: datetime) -> None:
    row.sealed_body = seal_said(keys, row, of_today(said, tab))
    row.revision, row.saved_at, row.saved_by_id = row.revision + 1, at, by.id
    row.save(update_fields=["sealed_body", "sealed_other", "revision", "saved_at", "saved_by"])


def _lay_beside(row: FirstContactStep, keys: KeyRing, said: Said, tab: str, by: Actor, at: datetime) -> None:
    """Keep the words of another device. A third one's are added to the second's, so that nothing is lost."""
    other = open_other_said(keys, row)
    if other is not None and other.tab != tab:
        said = put_together(other.said, said)
    row.sealed_other = seal_said(keys, row, of_today(said, tab, by=by.name, at=at), "sealed_other")
    row.save(update_fields=["sealed_other"])
