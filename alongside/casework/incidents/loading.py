"""Opens incidents with everything that was written down, and works out where each stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.casework.incidents.sealing import open_facts, open_taken
from alongside.domain.incidents import Facts, Standing, Step, Taken, find_standing
from alongside.records.incidents import Incident, IncidentStep
from alongside.vault import KeyRing, open_keys

OBJECT = "incident"
SAYS_FACTS = frozenset({Step.RECORDED, Step.KNOWN})


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step, opened. facts is there where it says what is known, taken where it says what was done. by is a name."""

    step: Step
    by: str
    at: datetime
    facts: Facts | None = None
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident, opened. facts is what is known now, steps is everything in order."""

    id: UUID
    facts: Facts
    standing: Standing
    people_count: int
    recorded_at: datetime
    steps: Sequence[StepLine]

    @property
    def reference(self) -> str:
        """Return what to call it on the phone. Numbers that follow each other would show that one is hidden."""
        return self.id.hex[:6].upper()


def open_lines(rows: Iterable[Incident]) -> list[IncidentLine]:
    """Return these incidents, opened. Two queries however many."""
    found = list(rows)
    keys = open_keys([row.id for row in found])
    steps: dict[UUID, list[StepLine]] = defaultdict(list)
    of_them = IncidentStep.objects.filter(incident__in=[row.id for row in found]).select_related("done_by")
    for step in of_them.order_by("number"):
        steps[step.incident_id].append(_step(keys, step))
    return [_line(row, steps[row.id]) for row in found]


def find_standing_of(steps: Iterable[StepLine]) -> Standing:
    """Return where an incident stands after these steps."""
    return find_standing(step.taken or Taken(step.step) for step in steps)


def _line(row: Incident, steps: Sequence[StepLine]) -> IncidentLine:
    return IncidentLine(
        id=row.id,
        facts=next(step.facts for step in reversed(steps) if step.facts),
        standing=find_standing_of(steps),
        people_count=row.people_count,
        recorded_at=row.recorded_at,
        steps=steps,
    )


def _step(keys: KeyRing, row: IncidentStep) -> StepLine:
    step, by, at = Step(row.kind), row.done_by.name, row.done_at
    if step in SAYS_FACTS:
        return StepLine(step, by, at, facts=open_facts(keys, row))
    return StepLine(step, by, at, taken=open_taken(keys, row))
