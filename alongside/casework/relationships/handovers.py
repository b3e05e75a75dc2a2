"""Handovers of the people a supervisor is responsible for: planned, and of the last weeks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework.caseload.queries import CaseloadRow
from alongside.domain.continuity import RelationshipSpan, find_handovers
from alongside.records.relationships import Relationship


@dataclass(frozen=True, slots=True)
class HandedOn:
    """Somebody who goes, or has just gone, from one practitioner to another."""

    row: CaseloadRow
    from_name: str
    to_name: str
    on: date
    is_planned: bool


def load_handovers(rows: Mapping[UUID, CaseloadRow], *, on: date) -> Sequence[HandedOn]:
    """Return the handovers of these people, soonest first. One query. The caller has recorded that they were listed."""
    allocated = Relationship.objects.filter(person__in=list(rows), kind="allocated").select_related("practitioner")
    spans: dict[UUID, list[RelationshipSpan]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for each in allocated:
        spans[each.person_id].append(RelationshipSpan(each.practitioner_id, each.starts_on, each.ends_on))
        names[each.practitioner_id] = each.practitioner.name
    found = [
        HandedOn(
            row=rows[person_id],
            from_name=names[change.from_practitioner_id],
            to_name=names[change.to_practitioner_id],
            on=change.on,
            is_planned=change.is_planned(on=on),
        )
        for person_id, of_person in spans.items()
        for change in find_handovers(of_person, on=on)
    ]
    return sorted(found, key=lambda each: (each.on, each.row.name.display.casefold()))
