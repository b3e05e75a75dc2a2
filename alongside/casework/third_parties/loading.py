"""Finds an entry for somebody who is named for it, opens and seals its words, and writes down about whom something was done."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.keepers import without_a_keeper
from alongside.casework.audit import record_about_many
from alongside.domain.third_parties import Kind, ThirdParty
from alongside.ledger import Kind as EntryKind
from alongside.records.third_parties import ThirdParty as ThirdPartyRow
from alongside.records.third_parties import ThirdPartyReader, ThirdPartyVersion
from alongside.vault import KeyRing

OBJECT, TABLE, FIELD = "third_party", "third_party_version", "sealed_body"


def load_third_party(
    third_party_id: UUID, action: Action, *, by: Actor, at: datetime, keeps: bool = False
) -> tuple[ThirdPartyRow, Granted]:
    """Return an entry with leave to read or write it. keeps: only whoever keeps it. Raises NotHere."""
    row = _find(third_party_id)
    named = live_readers().filter(third_party=row, user=by.id).exists()
    granted = require(by, action, Item.THIRD_PARTY, person_id=row.person_id, at=at, named=named)
    if keeps and row.keeper_id != by.id:
        raise NotHere
    return row, granted


def load_without_keeper(third_party_id: UUID, *, by: Actor, at: datetime) -> tuple[ThirdPartyRow, Granted]:
    """Return an entry that nobody can keep as things are, for the supervisor. Raises NotHere."""
    row = _find(third_party_id)
    granted = require(by, Action.SET_ACCESS, Item.THIRD_PARTY, person_id=row.person_id, at=at)
    if not without_a_keeper([(row.person_id, row.keeper_id)], [row.keeper], Item.THIRD_PARTY, at=at):
        raise NotHere
    return row, granted


def live_readers() -> QuerySet[ThirdPartyReader]:
    """Return who is named today, for any entry."""
    return ThirdPartyReader.objects.filter(ended_at__isnull=True)


def record_both(
    kind: EntryKind,
    action: str,
    granted: Granted,
    rows: list[ThirdPartyRow],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Record one fact about the person and about those it is about: each has a pseudonym of their own."""
    object_id = rows[0].id if len(rows) == 1 else None
    subjects = [granted.pseudonym, *(row.pseudonym for row in rows)]
    record_about_many(
        kind, action, subjects, by=by, at=at, relation=granted.relation, object_type=OBJECT, object_id=object_id
    )


def seal_third_party(keys: KeyRing, row: ThirdPartyVersion, said: ThirdParty) -> None:
    """Put what is known into its row, under the third party's own key."""
    body = {"kind": said.kind.value, "name": said.name, "about": said.about, "reach": said.reach}
    body |= {"safe": said.safe, "may_be_said": said.may_be_said}
    row.sealed_body = keys.seal_json(body, subject=row.third_party_id, table=TABLE, row=row.id, field=FIELD)


def open_third_party(keys: KeyRing, row: ThirdPartyVersion) -> ThirdParty:
    """Return what the row holds."""
    envelope = bytes(row.sealed_body or b"")
    said = keys.open_json(envelope, subject=row.third_party_id, table=TABLE, row=row.id, field=FIELD)
    return ThirdParty(Kind(said.pop("kind")), **said)


def _find(third_party_id: UUID) -> ThirdPartyRow:
    rows = ThirdPartyRow.objects.select_for_update(of=("self",)).select_related("keeper")
    row = rows.filter(id=third_party_id, erased_at__isnull=True).first()
    if row is None:
        raise NotHere
    return row
