"""Opens what was passed on with everything that came after, and adds to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.passing_on import Ground, Step, Taken, Telling, telling_of
from alongside.records.passing_on import PassedOn, PassedOnStep
from alongside.vault import KeyRing

TABLE, STEP_TABLE, FIELD = "passed_on", "passed_on_step", "sealed_body"


@dataclass(frozen=True, slots=True)
class What:
    """What left and to whom. left_out is what was there and not needed. law names another law, where that is the ground."""

    what: str
    agency: str
    person: str = ""
    role: str = ""
    left_out: str = ""
    law: str = ""

    @property
    def to(self) -> str:
        """Return who received it, in one line."""
        return ", ".join(part for part in (self.agency, self.person, self.role) if part)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One thing that happened after, in which words, and who wrote it down when."""

    step: Step
    on: date
    review_on: date | None
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PassedLine:
    """One thing that was passed on, and everything that came after, the first first. agreement_id: the yes it rests on."""

    id: UUID
    person_id: UUID
    on: date
    ground: Ground
    agreement_id: UUID | None
    said: What
    telling: Telling
    is_late: bool
    steps: Sequence[StepTaken]
    by: str
    at: datetime

    @property
    def number(self) -> int:
        """Return the number of the last step, so that a form can say what was on the screen."""
        return len(self.steps)

    @property
    def grounded(self) -> str:
        """Return the ground in words, with the name of the law where there is one."""
        return f"{self.ground.label}: {self.said.law}" if self.said.law else self.ground.label

    @property
    def corrections(self) -> list[StepTaken]:
        """Return what was said to be wrong here."""
        return [one for one in self.steps if one.step is Step.CORRECTED]

    @property
    def came_back(self) -> list[StepTaken]:
        """Return what came back."""
        return [one for one in self.steps if one.step is Step.CAME_BACK]


def open_passed(rows: Iterable[PassedOn], keys: KeyRing, *, at: datetime) -> list[PassedLine]:
    """Return these, opened. One query for the steps of all of them."""
    found = list(rows)
    steps: dict[UUID, list[PassedOnStep]] = defaultdict(list)
    for step in PassedOnStep.objects.filter(passed_on__in=found).select_related("done_by").order_by("number"):
        steps[step.passed_on_id].append(step)
    return [_line(row, [_step(one, row.person_id, keys) for one in steps[row.id]], keys, at) for row in found]


def seal_what(keys: KeyRing, row: PassedOn, what: What) -> bytes:
    """Return the envelope of what left."""
    return keys.seal_json(asdict(what), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def add_step(row: PassedOn, taken: Taken, words: str, number: int, keys: KeyRing, *, by: Actor, at: datetime) -> None:
    """Keep a step and bring the telling of the row up to date. Call it with the row locked, after the rules were asked."""
    made = PassedOnStep(
        id=uuid4(), passed_on=row, number=number, kind=taken.step.value, on=taken.on, review_on=taken.review_on,
        done_by_id=by.id, done_at=at,
    )  # fmt: skip
    made.sealed_words = seal_field(keys, row.person_id, STEP_TABLE, made.id, "sealed_words", words.strip())
    made.save(force_insert=True)
    if taken.step is Step.TOLD:
        row.told_on, row.review_on = taken.on, None
    elif taken.step is Step.KEPT_BACK:
        row.review_on = taken.review_on
    row.save(update_fields=["told_on", "review_on"])


def _step(step: PassedOnStep, person_id: UUID, keys: KeyRing) -> StepTaken:
    words = open_field(keys, person_id, STEP_TABLE, step.id, "sealed_words", step.sealed_words)
    return StepTaken(Step(step.kind), step.on, step.review_on, words, step.done_by.name, step.done_at)


def _line(row: PassedOn, steps: Sequence[StepTaken], keys: KeyRing, at: datetime) -> PassedLine:
    telling = telling_of([Taken(one.step, one.on, one.review_on) for one in steps])
    opened = keys.open_json(bytes(row.sealed_body or b""), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    return PassedLine(
        id=row.id,
        person_id=row.person_id,
        on=row.on,
        ground=Ground(row.ground),
        agreement_id=row.agreement_id,
        said=What(**opened),
        telling=telling,
        is_late=telling.is_late(today=day_of(at)),
        steps=steps,
        by=row.made_by.name,
        at=row.made_at,
    )
