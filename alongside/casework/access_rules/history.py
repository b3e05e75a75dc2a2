"""The rules of one record that were lifted: who set them and why, who lifted them and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from alongside.casework.people.sealing import open_field
from alongside.records.access_rules import Conflict, Exclusion, Restriction
from alongside.records.identity import User
from alongside.vault import KeyRing


class RuleKind(StrEnum):
    """What kept somebody out."""

    EXCLUSION = "exclusion"
    RESTRICTION = "restriction"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class PastRule:
    """A rule that was lifted. names are those it kept out, or those who were on its list."""

    kind: RuleKind
    names: Sequence[str]
    reason: str
    set_by: str
    set_at: datetime
    lifted_by: str
    lifted_at: datetime
    lift_reason: str


def load_past_rules(person_id: UUID, keys: KeyRing) -> list[PastRule]:
    """Return what was lifted, the latest first. Five queries. The caller has recorded that the page was opened."""
    lifted = {"person": person_id, "lifted_at__isnull": False}
    exclusions = Exclusion.objects.filter(**lifted).select_related("user", "set_by", "lifted_by")
    conflicts = Conflict.objects.filter(**lifted).select_related("user", "lifted_by")
    restrictions = Restriction.objects.filter(**lifted).select_related("set_by", "lifted_by")
    found = [
        *(_past(row, RuleKind.EXCLUSION, [row.user.name], row.set_by, row.set_at, keys) for row in exclusions),
        *(_past(row, RuleKind.CONFLICT, [row.user.name], row.user, row.declared_at, keys) for row in conflicts),
        *(
            _past(row, RuleKind.RESTRICTION, _members(row), row.set_by, row.set_at, keys)
            for row in restrictions.prefetch_related("members__user")
        ),
    ]
    return sorted(found, key=lambda rule: rule.lifted_at, reverse=True)


def _members(row: Restriction) -> list[str]:
    return sorted(member.user.name for member in row.members.all())


def _past(
    row: Exclusion | Restriction | Conflict, kind: RuleKind, names: Sequence[str], by: User, at: datetime, keys: KeyRing
) -> PastRule:
    def opened(field: str) -> str:
        envelope = getattr(row, field, None)
        return open_field(keys, row.person_id, kind.value, row.id, field, envelope) if row.person_id else ""

    return PastRule(
        kind=kind,
        names=names,
        reason=opened("sealed_reason"),
        set_by=by.name,
        set_at=at,
        lifted_by=row.lifted_by.name if row.lifted_by else "",
        lifted_at=row.lifted_at or at,
        lift_reason=opened("sealed_lift_reason"),
    )
