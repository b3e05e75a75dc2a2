"""Opens an episode when a check-in that the worker may read deserves a question."""

from datetime import datetime
from uuid import UUID, uuid4

from alongside.casework.check_ins.history import load_history, scored
from alongside.casework.check_ins.pooled import current_rule
from alongside.domain.strains import (
    PowerEvent,
    PowerEventKind,
    Strain,
    StrainReason,
    detect_strain,
    pack_strain,
)
from alongside.records import power_events
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.relationships import Relationship


def notice_strain(check_in: CheckIn, *, at: datetime) -> Strain | None:
    """Open an episode for this check-in if the rules say so and none is open in the relationship. Returns the strain.

    Answers that are not for the worker never come here, whatever they say, and those about a session that a cover or a
    co-worker held are about somebody else. Call it inside a transaction.
    """
    if check_in.audience != "worker" or check_in.session.practitioner_id != check_in.relationship.practitioner_id:
        return None
    lock_relationship(check_in.relationship_id)
    if _is_open(check_in):
        return None
    strain = _detect(check_in)
    if strain is None:
        return None
    Episode.objects.create(
        id=uuid4(),
        person_id=check_in.person_id,
        relationship_id=check_in.relationship_id,
        check_in=check_in,
        source="rule" if StrainReason.BELOW_OWN_RANGE in strain.reasons else "person",
        rule_version=strain.rule.version,
        reasons=pack_strain(strain),
        opened_at=at,
    )
    return strain


def lock_relationship(relationship_id: UUID) -> None:
    """Let one transaction at a time open a strain between two people. There is one open strain at a time."""
    Relationship.objects.select_for_update().get(id=relationship_id)


def load_power_events(person_id: UUID) -> list[PowerEvent]:
    """Return the kinds and days of a person's power events, without their words."""
    rows = power_events.PowerEvent.objects.filter(person=person_id, replaced_by__isnull=True).values_list(
        "kind", "happened_on"
    )
    return [PowerEvent(PowerEventKind(kind), on) for kind, on in rows]


def _is_open(check_in: CheckIn) -> bool:
    same = Episode.objects.filter(relationship=check_in.relationship_id)
    return same.filter(closed_at__isnull=True).exists() or same.filter(check_in=check_in).exists()


def _detect(check_in: CheckIn) -> Strain | None:
    history = load_history(check_in.person_id)
    return detect_strain(
        history.check_ins,
        latest=scored(check_in),
        rule=current_rule(),
        episodes=history.episodes,
        power_events=load_power_events(check_in.person_id),
    )
