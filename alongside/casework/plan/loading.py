"""The plan of one person as it stands, for whoever has been let into the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.standings import live_relationships
from alongside.casework.plan.sealing import open_answers, open_plan
from alongside.domain.plan import Answers, NextStep, Owner, Plan, Standing, Step, next_steps, standing_of
from alongside.records.identity import User
from alongside.records.plan import PlanVersion
from alongside.vault import KeyRing


@dataclass(frozen=True)
class Loaded:
    """A plan with what was said to it. answers and answered are the last, agreed the last plan that both agreed on."""

    row: PlanVersion | None
    plan: Plan
    answers: Answers | None = None
    answered: Plan | None = None
    agreed: Plan | None = None

    @property
    def number(self) -> int:
        """Return the number of the version, 0 when there is none."""
        return self.row.number if self.row else 0

    @property
    def standing(self) -> Standing:
        """Return whether it is agreed on."""
        return standing_of(self.plan, self.answers, self.answered)


def load_plan(person_id: UUID, keys: KeyRing, *, number: int | None = None) -> Loaded:
    """Return the plan as it stands, or as it stood in one version. In one or two queries, with no ledger entry."""
    rows = PlanVersion.objects.filter(person=person_id).select_related("made_by")
    if number is not None:
        rows = rows.filter(number__lte=number)
    row = rows.order_by("number").last()
    if row is None:
        return Loaded(None, Plan())
    said = list(rows.filter(plan=row.plan).exclude(person_says="").order_by("number"))
    both = [one for one in said if one.person_says == one.staff_says == "agrees"]
    last = said[-1] if said else None
    return Loaded(
        row, open_plan(keys, row), open_answers(keys, last), open_plan(keys, last) if last else None,
        agreed=open_plan(keys, both[-1]) if both else None,
    )  # fmt: skip


def working_now(person_id: UUID, at: datetime) -> dict[UUID, str]:
    """Return who works with the person today, by their id, whoever has them allocated first."""
    rows = live_relationships(at).filter(person=person_id).select_related("practitioner").order_by("kind", "starts_on")
    return {row.practitioner_id: row.practitioner.name for row in rows}


def holder_names(plans: Iterable[Plan], known: Mapping[UUID, str]) -> dict[UUID, str]:
    """Return the names of everybody who holds a step, those of long ago as well."""
    ids = {step.holder_id for plan in plans for goal in plan.goals for step in goal.steps if step.holder_id}
    missing = ids - known.keys()
    found = {user.id: user.name for user in User.objects.filter(id__in=missing)} if missing else {}
    return dict(known) | found


@dataclass(frozen=True, slots=True)
class ComingStep:
    """A step that comes next, with the words of its goal and who does it."""

    goal_words: str
    goal_id: UUID
    step: Step
    who: str


def load_coming(
    person_id: UUID, keys: KeyRing, *, person_name: str, at: datetime, most: int = 3
) -> tuple[ComingStep, ...]:
    """Return the steps of the plan that come next, for a page that was let into it."""
    plan = load_plan(person_id, keys).plan
    coming = next_steps(plan, most=most)
    names = holder_names([plan], working_now(person_id, at)) if _any_held(coming) else {}
    return tuple(
        ComingStep(one.goal.words, one.goal.id, one.step, say_owner(one.step, person_name=person_name, names=names))
        for one in coming
    )


def say_owner(step: Step, *, person_name: str, names: Mapping[UUID, str]) -> str:
    """Return who does a step, in words."""
    if step.owner is Owner.PERSON:
        return person_name
    if step.owner is Owner.PRACTITIONER and step.holder_id:
        return names.get(step.holder_id, "")
    return step.who


def _any_held(coming: Iterable[NextStep]) -> bool:
    return any(one.step.owner is Owner.PRACTITIONER for one in coming)
