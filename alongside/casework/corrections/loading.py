"""Opens and keeps requests and their steps. Words are added and never written over."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.access import Actor
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.corrections import About, CorrectionState, CorrectionStep, follow
from alongside.records import corrections as records
from alongside.vault import KeyRing, open_keys

TABLE, STEP_TABLE = "correction", "correction_step"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that happened. by is a name, empty for the person themselves."""

    kind: CorrectionStep
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A request, opened, with everything that happened to it in order. should is empty when nothing was proposed.

    shown_line is the line of a figure that it is about, for whoever may read figures. No link ever shows it."""

    id: UUID
    about: About
    wrong: str
    should: str
    shown_line: str
    asked_at: datetime
    due_on: date
    state: CorrectionState
    steps: Sequence[StepLine]

    @property
    def disagreements(self) -> list[StepLine]:
        """Return the person's statements that they disagree, the first first."""
        return [step for step in self.steps if step.kind is CorrectionStep.DISAGREED]

    @property
    def answer(self) -> StepLine | None:
        """Return the last answer."""
        answers = [step for step in self.steps if step.kind.value == self.state.value and step.words]
        return answers[-1] if answers else None


def open_lines(
    rows: Iterable[records.Correction], keys: KeyRing, *, shows_figures: bool = False
) -> list[CorrectionLine]:
    """Return these requests, opened. One query for the steps of all of them.

    shows_figures: the reader may read figures. Otherwise the line of one that a request is about stays sealed.
    """
    found = list(rows)
    steps: dict[UUID, list[StepLine]] = defaultdict(list)
    of_them = records.CorrectionStep.objects.filter(correction__in=[row.id for row in found])
    people = {row.id: row.person_id for row in found}
    for step in of_them.select_related("done_by").order_by("number"):
        steps[step.correction_id].append(_step(step, people[step.correction_id], keys))
    return [_line(row, steps[row.id], keys, shows_figures=shows_figures) for row in found]


def add_step(row: records.Correction, kind: CorrectionStep, *, words: str = "", by: Actor, at: datetime) -> None:
    """Keep a step and bring the request up to date. Call it with the request locked. Raises NotNow."""
    row.state = follow(CorrectionState(row.state), kind).value
    row.save(update_fields=["state"])
    number = records.CorrectionStep.objects.filter(correction=row).count() + 1
    step = records.CorrectionStep(
        id=uuid4(), correction=row, number=number, kind=kind.value, done_at=at,
        done_by_id=None if by.is_person else by.id,
    )  # fmt: skip
    step.sealed_words = seal_field(
        open_keys([row.person_id]), row.person_id, STEP_TABLE, step.id, "sealed_words", words
    )
    step.save(force_insert=True)


def _step(step: records.CorrectionStep, person_id: UUID, keys: KeyRing) -> StepLine:
    return StepLine(
        kind=CorrectionStep(step.kind),
        words=open_field(keys, person_id, STEP_TABLE, step.id, "sealed_words", step.sealed_words),
        by=step.done_by.name if step.done_by else "",
        at=step.done_at,
    )


def _line(row: records.Correction, steps: Sequence[StepLine], keys: KeyRing, *, shows_figures: bool) -> CorrectionLine:
    shown_line = row.sealed_line if shows_figures else None
    return CorrectionLine(
        id=row.id,
        about=About(row.about),
        wrong=open_field(keys, row.person_id, TABLE, row.id, "sealed_wrong", row.sealed_wrong),
        should=open_field(keys, row.person_id, TABLE, row.id, "sealed_should", row.sealed_should),
        shown_line=open_field(keys, row.person_id, TABLE, row.id, "sealed_line", shown_line),
        asked_at=row.asked_at,
        due_on=row.due_on,
        state=CorrectionState(row.state),
        steps=steps,
    )
