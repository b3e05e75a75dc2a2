"""Writing down that the limits were gone through, and reading each time of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.casework.audit import record, record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.domain.limits import AskedBack, Limit, check_understood, has_newer, limit_text
from alongside.domain.questionnaires.definition import Language
from alongside.domain.speaking import Interpreter, Spoken, SpokenIn
from alongside.ledger import Kind
from alongside.records.limits import LimitsTold
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys

TABLE, FIELD = "limits_told", "sealed_body"


@dataclass(frozen=True)
class Told:
    """What somebody writes down: what was said back, who was there, in which words, and how the two understood each other."""

    understood: Mapping[AskedBack, str]
    present: str = ""
    language: str = "en"
    spoken: Spoken = field(default_factory=Spoken)


@dataclass(frozen=True, slots=True)
class TimeTold:
    """One time they were gone through. version is that of the words."""

    told: Told
    version: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LimitsPage:
    """Each time, the last first. is_due: the words have changed since the last time."""

    identity: Identity
    times: Sequence[TimeTold]
    is_due: bool
    may_write: bool


def go_through_limits(*, person_id: UUID, told: Told, by: Actor, at: datetime) -> None:
    """Write down that the limits of today were gone through. The same again changes nothing. Raises NotHere and NothingAskedBack."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.FIRST_CONTACT, person_id=person_id, at=at)
        keep_told(granted, told, by=by, at=at)


def keep_told(granted: Granted, told: Told, *, by: Actor, at: datetime) -> None:
    """Keep one time, for whoever has passed the gate. Call it in a transaction. Raises NothingAskedBack."""
    understood = check_understood(told.understood)
    Person.objects.select_for_update().get(id=granted.person_id)
    keys = open_keys([granted.person_id])
    text = limit_text(Limit.FIRST_MEETING, language=told.language)
    kept = Told(understood, told.present.strip(), text.language.value, told.spoken)
    last = _times(granted.person_id, keys)[:1]
    if last and (last[0].told, last[0].version) == (kept, text.version):
        return
    row = LimitsTold(
        id=uuid4(), person_id=granted.person_id, version=text.version, language=kept.language,
        spoken_in=kept.spoken.language.value, interpreter=kept.spoken.interpreter.value, told_by_id=by.id, told_at=at,
    )  # fmt: skip
    body: dict[str, Any] = {
        "understood": {asked.value: words for asked, words in understood.items()},
        "present": kept.present,
    }
    row.sealed_body = keys.seal_json(body, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    row.save(force_insert=True)
    record(Kind.COLLECTION, "explained", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def get_limits(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> LimitsPage:
    """Return each time the limits were gone through, and record that it was opened. Raises NotHere, with to_write for readers."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.FIRST_CONTACT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        times = _times(person_id, keys)
        record_opened(granted, by=viewer, at=at, object_type=TABLE)
        return LimitsPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            times=times,
            is_due=bool(times) and has_newer(Limit.FIRST_MEETING, version=times[0].version),
            may_write=is_allowed(viewer, Action.WRITE, Item.FIRST_CONTACT, granted, at=at),
        )


def language_of(spoken: Spoken) -> str:
    """Return the language of the words for what two people spoke: Welsh in Welsh, anything else from the English."""
    return (Language.WELSH if spoken.language is SpokenIn.WELSH else Language.ENGLISH).value


def _times(person_id: UUID, keys: KeyRing) -> list[TimeTold]:
    rows = LimitsTold.objects.filter(person=person_id).select_related("told_by").order_by("-told_at", "-id")
    return [_opened(row, keys) for row in rows]


def _opened(row: LimitsTold, keys: KeyRing) -> TimeTold:
    body = keys.open_json(bytes(row.sealed_body or b""), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    understood = {AskedBack(asked): words for asked, words in body["understood"].items()}
    spoken = Spoken(SpokenIn(row.spoken_in), Interpreter(row.interpreter))
    return TimeTold(Told(understood, body["present"], row.language, spoken), row.version, row.told_by.name, row.told_at)
