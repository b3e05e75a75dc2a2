"""Finding one record that nothing on the list leads to, one hold, one request, and certificates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Role
from alongside.access.gates import NotHere
from alongside.access.retention import people_kept_by
from alongside.casework.audit import record_about_many, record_opened
from alongside.casework.people.exactly import match_exactly
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.retention.judging import people_with_a_claim
from alongside.casework.retention.opening import HoldLine, RequestLine, open_holds, open_requests
from alongside.casework.retention.queries import OFFICER, TABLE, load_kept
from alongside.casework.retention.schedules import version_of
from alongside.domain.retention import ScheduleVersion
from alongside.ledger import Kind
from alongside.records.retention import ErasureCertificate, ErasureRequest, LegalHold
from alongside.vault import open_keys


@dataclass(frozen=True)
class OneHold:
    """A hold of somebody."""

    name: PersonName
    hold: HoldLine


@dataclass(frozen=True)
class OneRequest:
    """A request of somebody to be erased. is_claimed: something is held apart that they need for a legal claim."""

    name: PersonName
    request: RequestLine
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """What is left of an erasure. counts says how many rows of which table went. proposed_by and confirmed_by are names."""

    id: UUID
    number: int
    because: str
    version: ScheduleVersion | None
    erased_on: date
    proposed_by: str
    confirmed_by: str
    counts: Mapping[str, int]
    ledger_entry: UUID


def find_record(
    *, name: PersonName | None, born_on: date | None, number: tuple[str, str] | None, by: Actor, at: datetime
) -> UUID | None:
    """Return whose record it is, by the exact name and date of birth, or by a number of a scheme. None: nobody's.

    Whoever the actor may not see is answered as nobody. Every search is in the ledger, whatever it found. Raises NotHere.
    """
    people = people_kept_by(by, at).exclude(erasure__confirmed_at__isnull=False)
    with transaction.atomic():
        person = match_exactly(people, name=name, born_on=born_on, number=number)
        pseudonyms = [person.pseudonym] if person else []
        record_about_many(Kind.CONSULTATION, "searched", pseudonyms, by=by, at=at, relation=OFFICER, object_type=TABLE)
    return person.id if person else None


def get_hold(*, hold_id: UUID, viewer: Actor, at: datetime) -> OneHold:
    """Return one hold that holds, and record the look. Raises NotHere."""
    with transaction.atomic():
        rows = LegalHold.objects.filter(id=hold_id, lifted_at__isnull=True)
        row = rows.first()
        if row is None:
            raise NotHere
        granted, person = load_kept(row.person_id, Action.READ, viewer, at)
        keys = open_keys([person.id])
        record_opened(granted, by=viewer, at=at, object_type="legal_hold", object_id=row.id)
        return OneHold(open_name(keys, person), open_holds(rows, keys)[0])


def get_request(*, request_id: UUID, viewer: Actor, at: datetime) -> OneRequest:
    """Return one request to be erased, and record the look. Raises NotHere."""
    with transaction.atomic():
        rows = ErasureRequest.objects.filter(id=request_id)
        row = rows.first()
        if row is None:
            raise NotHere
        granted, person = load_kept(row.person_id, Action.READ, viewer, at)
        keys = open_keys([person.id])
        record_opened(granted, by=viewer, at=at, object_type="erasure_request", object_id=row.id)
        return OneRequest(
            open_name(keys, person), open_requests(rows, keys)[0], person.id in people_with_a_claim([person.id])
        )


def list_certificates(*, viewer: Actor) -> Sequence[CertificateLine]:
    """Return every certificate, the last first. They are about nobody. Raises NotHere for all but privacy officers."""
    _require_officer(viewer)
    rows = ErasureCertificate.objects.select_related("schedule", "proposed_by", "confirmed_by")
    return [_certificate(row) for row in rows.order_by("-number")]


def get_certificate(*, certificate_id: UUID, viewer: Actor) -> CertificateLine:
    """Return one certificate. Raises NotHere."""
    _require_officer(viewer)
    rows = ErasureCertificate.objects.select_related("schedule", "proposed_by", "confirmed_by")
    row = rows.filter(id=certificate_id).first()
    if row is None:
        raise NotHere
    return _certificate(row)


def _require_officer(viewer: Actor) -> None:
    if viewer.is_person or not viewer.active or Role.PRIVACY_OFFICER not in viewer.roles:
        raise NotHere


def _certificate(row: ErasureCertificate) -> CertificateLine:
    return CertificateLine(
        row.id, row.number, row.because, version_of(row.schedule) if row.schedule else None, row.erased_on,
        row.proposed_by.name, row.confirmed_by.name, row.counts, row.ledger_entry,
    )  # fmt: skip
