"""Details of somebody else for those who are named, and nothing for anybody else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.keepers import (
    PRIVACY_OFFICER,
    find_who_may_be_named,
    find_who_may_keep,
    require_privacy_officer,
    without_a_keeper,
)
from alongside.casework.audit import record_about_many
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.third_parties.loading import (
    OBJECT,
    live_readers,
    load_third_party,
    load_without_keeper,
    open_third_party,
    record_both,
)
from alongside.domain.third_parties import ThirdParty
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.third_parties import ThirdParty as ThirdPartyRow
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may be named. is_named: they are now."""

    user_id: UUID
    name: str
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What was known from a day on, and who wrote it."""

    number: int
    said: ThirdParty
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Somebody who is named. can_open: they stand to the person today so that they can."""

    name: str
    can_open: bool


@dataclass(frozen=True)
class ThirdParties:
    """The entries about one person for which the viewer is named, each as it stands."""

    identity: Identity
    entries: Sequence[tuple[UUID, Version]]
    choices: Sequence[Choice]
    may_write: bool


@dataclass(frozen=True)
class ThirdPartyPage:
    """One entry, what was known before it, and who can open it."""

    identity: Identity
    third_party_id: UUID
    versions: Sequence[Version]
    readers: Sequence[NamedReader]
    choices: Sequence[Choice]
    keeper: str
    is_keeper: bool
    may_write: bool


@dataclass(frozen=True)
class ToKeep:
    """An entry without a keeper, for the supervisor: that there is one, and who could keep it."""

    identity: Identity
    keeper: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class EntryWithoutKeeper:
    """An entry about this person whose keeper can open it no more."""

    third_party_id: UUID
    person_id: UUID


def list_third_parties(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> ThirdParties:
    """Return the entries the viewer is named for: the same page for whoever is named for none. Raises NotHere.

    The look is written down as one at the person and at each of those who are shown.
    """
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.THIRD_PARTY, person_id=person_id, at=at, named=True)
        mine = live_readers().filter(user=viewer.id).values("third_party")
        found = ThirdPartyRow.objects.filter(person=person_id, id__in=mine, erased_at__isnull=True)
        rows = [] if to_write else list(found.order_by("added_at", "id"))
        keys = open_keys([person_id, *(row.id for row in rows)])
        record_both(Kind.CONSULTATION, "opened", granted, rows, by=viewer, at=at)
        return ThirdParties(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            entries=[(row.id, _versions(row, keys)[0]) for row in rows],
            choices=_choices(granted, set(), viewer, at) if to_write else (),
            may_write=is_allowed(viewer, Action.WRITE, Item.THIRD_PARTY, granted, at=at, named=True),
        )


def get_third_party(
    *, third_party_id: UUID, viewer: Actor, at: datetime, to_write: bool = False, keeps: bool = False
) -> ThirdPartyPage:
    """Return one entry for somebody named. to_write: who may write it, keeps: who keeps it. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        row, granted = load_third_party(third_party_id, action, by=viewer, at=at, keeps=keeps)
        keys = open_keys([row.person_id, row.id])
        record_both(Kind.CONSULTATION, "opened", granted, [row], by=viewer, at=at)
        named = {one.user_id: one.user.name for one in live_readers().filter(third_party=row).select_related("user")}
        able = {user.id for user in find_who_may_be_named(row.person_id, Item.THIRD_PARTY, at=at)}
        return ThirdPartyPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            third_party_id=row.id,
            versions=_versions(row, keys),
            readers=[NamedReader(name, i in able) for i, name in sorted(named.items(), key=lambda one: one[1])],
            choices=_choices(granted, named, viewer, at),
            keeper=row.keeper.name,
            is_keeper=row.keeper_id == viewer.id,
            may_write=is_allowed(viewer, Action.WRITE, Item.THIRD_PARTY, granted, at=at, named=True),
        )


def get_to_keep(*, third_party_id: UUID, viewer: Actor, at: datetime) -> ToKeep:
    """Return an entry without a keeper for the supervisor, without a word of it. Raises NotHere."""
    with transaction.atomic():
        row, granted = load_without_keeper(third_party_id, by=viewer, at=at)
        record_both(Kind.CONSULTATION, "opened", granted, [row], by=viewer, at=at)
        users = find_who_may_keep(row.person_id, Item.THIRD_PARTY, at=at)
        identity = load_identity(granted, open_keys([row.person_id]), viewer=viewer, at=at)
        choices = [Choice(user.id, user.name) for user in users if user.id != viewer.id]
        return ToKeep(identity, row.keeper.name, choices)


def load_without_keepers(person_ids: Collection[UUID], *, at: datetime) -> list[EntryWithoutKeeper]:
    """Return entries about these people that nobody keeps as things are. The caller has found the people. Four queries."""
    found = ThirdPartyRow.objects.filter(person__in=person_ids, erased_at__isnull=True)
    rows = list(found.select_related("keeper").order_by("added_at", "id"))
    if not rows:
        return []
    keepers: dict[UUID, User] = {row.keeper_id: row.keeper for row in rows}
    pairs = {(row.person_id, row.keeper_id) for row in rows}
    lost = without_a_keeper(pairs, list(keepers.values()), Item.THIRD_PARTY, at=at)
    return [EntryWithoutKeeper(row.id, row.person_id) for row in rows if (row.person_id, row.keeper_id) in lost]


def list_for_access_reviewer(*, person_id: UUID, viewer: Actor, at: datetime) -> list[tuple[UUID, Version]]:
    """Return every entry about a person for the privacy officer who reviews an access request. Raises NotHere.

    Nothing of it belongs in what the person is given unless the reviewer decides so, word by word: it is somebody else's.
    """
    with transaction.atomic():
        pseudonym = require_privacy_officer(viewer, person_id)
        found = ThirdPartyRow.objects.filter(person=person_id, erased_at__isnull=True)
        rows = list(found.order_by("added_at", "id"))
        keys = open_keys(row.id for row in rows)
        record_about_many(
            Kind.CONSULTATION, "opened", [pseudonym, *(row.pseudonym for row in rows)], by=viewer, at=at,
            relation=PRIVACY_OFFICER, object_type=OBJECT, reason_code="access_request",
        )  # fmt: skip
        return [(row.id, _versions(row, keys)[0]) for row in rows]


def _versions(row: ThirdPartyRow, keys: KeyRing) -> list[Version]:
    rows = row.versions.select_related("written_by").order_by("-number")
    return [Version(one.number, open_third_party(keys, one), one.written_by.name, one.written_at) for one in rows]


def _choices(granted: Granted, named: Collection[UUID], viewer: Actor, at: datetime) -> list[Choice]:
    users = find_who_may_be_named(granted.person_id, Item.THIRD_PARTY, at=at)
    return [Choice(user.id, user.name, user.id in named) for user in users if user.id != viewer.id]
