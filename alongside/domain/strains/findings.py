"""A strain as the small JSON object kept with its episode: numbers, labels and dates, no words of anybody's."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from alongside.domain.change.own_range import OwnRange
from alongside.domain.strains.detection import Strain, StrainReason
from alongside.domain.strains.history import LowestItem
from alongside.domain.strains.power_events import PowerEvent, PowerEventKind
from alongside.domain.strains.rule import StrainRule


def pack_strain(strain: Strain) -> dict[str, Any]:
    """The strain as plain JSON, so that its sentence stays the same when answers or rules change later."""
    before, lowest = strain.own_range, strain.lowest_item
    return {
        "check_in": str(strain.check_in_id),
        "relationship": str(strain.relationship_id),
        "at": strain.at.isoformat(),
        "reasons": [reason.value for reason in strain.reasons],
        "score": strain.score,
        "range": before and {"mean": before.mean, "spread": before.spread, "count": before.count},
        "lowest": lowest and {"item": lowest.item_id, "answer": lowest.answer},
        "power_events": [{"kind": event.kind.value, "on": event.on.isoformat()} for event in strain.power_events],
        "rule": {"version": strain.rule.version, "pooled_w": strain.rule.pooled_w},
    }


def unpack_strain(packed: Mapping[str, Any]) -> Strain:
    """The strain that was packed. Raises KeyError or ValueError if the object is not one of ours."""
    before, lowest = packed["range"], packed["lowest"]
    return Strain(
        check_in_id=UUID(packed["check_in"]),
        relationship_id=UUID(packed["relationship"]),
        at=date.fromisoformat(packed["at"]),
        reasons=tuple(StrainReason(reason) for reason in packed["reasons"]),
        score=packed["score"],
        own_range=before and OwnRange(**before),
        lowest_item=lowest and LowestItem(lowest["item"], lowest["answer"]),
        power_events=tuple(_unpack_event(event) for event in packed["power_events"]),
        rule=StrainRule(**packed["rule"]),
    )


def _unpack_event(packed: Mapping[str, str]) -> PowerEvent:
    return PowerEvent(PowerEventKind(packed["kind"]), date.fromisoformat(packed["on"]))
