"""Keeping details of somebody else, putting them right, naming who may open them, and erasing them apart."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.keepers import (
    PRIVACY_OFFICER,
    find_who_may_be_named,
    find_who_may_keep,
    require_privacy_officer,
)
from alongside.casework.audit import record_about_many
from alongside.casework.third_parties.loading import (
    OBJECT,
    live_readers,
    load_third_party,
    load_without_keeper,
    open_third_party,
    record_both,
    seal_third_party,
)
from alongside.domain.third_parties import ThirdParty, check_third_party
from alongside.ledger import Kind
from alongside.records.third_parties import ThirdParty as ThirdPartyRow
from alongside.records.third_parties import ThirdPartyReader, ThirdPartyVersion
from alongside.vault import create_key, destroy_key, open_keys


class CannotBeNamed(Exception):
    """Somebody was named who could not open it."""


def add_third_party(*, person_id: UUID, said: ThirdParty, named: Collection[UUID], by: Actor, at: datetime) -> UUID:
    """Keep details of somebody else under a key of their own, and return the id. Raises NotHere, CannotKeep, CannotBeNamed.

    The key is made first, in its own store. If the rest fails it is an orphan that opens nothing.
    """
    kept, third_party_id = check_third_party(said), uuid4()
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.THIRD_PARTY, person_id=person_id, at=at, named=True)
        create_key(third_party_id)
        row = ThirdPartyRow(id=third_party_id, person_id=person_id, keeper_id=by.id, added_at=at)
        row.save(force_insert=True)
        _add_version(row, 1, kept, by=by, at=at)
        _add_readers(row, {by.id, *named}, by=by, at=at)
        record_both(Kind.COLLECTION, "added", granted, [row], by=by, at=at)
    return third_party_id


def change_third_party(*, third_party_id: UUID, said: ThirdParty, seen: int, by: Actor, at: datetime) -> None:
    """Put what is known now beside what was known. seen is the number of the version it follows.

    The same again changes nothing. Raises NotHere, also when somebody else has changed it since, and CannotKeep.
    """
    kept = check_third_party(said)
    with transaction.atomic():
        row, granted = load_third_party(third_party_id, Action.WRITE, by=by, at=at)
        last = row.versions.order_by("-number")[0]
        if open_third_party(open_keys([row.id]), last) == kept:
            return
        if last.number != seen:
            raise NotHere
        _add_version(row, last.number + 1, kept, by=by, at=at)
        record_both(Kind.ALTERATION, "changed", granted, [row], by=by, at=at)


def name_readers(*, third_party_id: UUID, user_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Let these people, and the keeper, open it from now on, and nobody else. Raises NotHere and CannotBeNamed."""
    with transaction.atomic():
        row, granted = load_third_party(third_party_id, Action.WRITE, by=by, at=at, keeps=True)
        wanted = {*user_ids, by.id}
        before = set(live_readers().filter(third_party=row).values_list("user_id", flat=True))
        live_readers().filter(third_party=row, user__in=before - wanted).update(ended_at=at)
        _add_readers(row, wanted - before, by=by, at=at)
        for action, changed in (("named", wanted - before), ("taken_off", before - wanted)):
            if changed:
                record_both(Kind.ALTERATION, action, granted, [row], by=by, at=at)


def name_keeper(*, third_party_id: UUID, user_id: UUID, by: Actor, at: datetime) -> None:
    """Let somebody who works with the person answer for an entry whose keeper cannot any more. Raises NotHere, CannotBeNamed.

    The supervisor who does so reads nothing by it, and cannot name themselves.
    """
    with transaction.atomic():
        row, granted = load_without_keeper(third_party_id, by=by, at=at)
        allowed = {user.id for user in find_who_may_keep(row.person_id, Item.THIRD_PARTY, at=at)}
        if user_id not in allowed or user_id == by.id:
            raise CannotBeNamed
        row.keeper_id = user_id
        row.save(update_fields=["keeper"])
        if not live_readers().filter(third_party=row, user=user_id).exists():
            _add_readers(row, {user_id}, by=by, at=at)
        record_both(Kind.ALTERATION, "keeper_named", granted, [row], by=by, at=at)


def erase_third_party(*, third_party_id: UUID, by: Actor, at: datetime) -> None:
    """Destroy the key of somebody else's details, for a privacy officer they asked. The person's record stays. Safe to repeat.

    What is left opens for nobody, in copies too once those of the key store are gone. Raises NotHere.
    """
    with transaction.atomic():
        row = ThirdPartyRow.objects.select_for_update().filter(id=third_party_id).first()
        if row is None:
            raise NotHere
        pseudonym = require_privacy_officer(by, row.person_id)
        if row.erased_at is None:
            row.erased_at = at
            row.save(update_fields=["erased_at"])
            record_about_many(
                Kind.ERASURE, "erased", [pseudonym, row.pseudonym], by=by, at=at, relation=PRIVACY_OFFICER,
                object_type=OBJECT, object_id=row.id,
            )  # fmt: skip
    destroy_key(third_party_id)


def _add_version(row: ThirdPartyRow, number: int, said: ThirdParty, *, by: Actor, at: datetime) -> None:
    version = ThirdPartyVersion(id=uuid4(), third_party=row, number=number, written_by_id=by.id, written_at=at)
    seal_third_party(open_keys([row.id]), version, said)
    version.save(force_insert=True)


def _add_readers(row: ThirdPartyRow, user_ids: Collection[UUID], *, by: Actor, at: datetime) -> None:
    allowed = {user.id for user in find_who_may_be_named(row.person_id, Item.THIRD_PARTY, at=at)}
    if not set(user_ids) <= allowed:
        raise CannotBeNamed
    ThirdPartyReader.objects.bulk_create(
        ThirdPartyReader(id=uuid4(), third_party=row, user_id=user_id, named_by_id=by.id, named_at=at)
        for user_id in sorted(user_ids)
    )
