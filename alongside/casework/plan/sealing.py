"""Opens and seals a version of the plan. The whole of it is one envelope."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from alongside.access.standings import day_of
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.assessment import Area
from alongside.domain.plan import (
    Answers,
    Ended,
    Ending,
    Goal,
    Level,
    Owner,
    PersonAnswer,
    Plan,
    Reached,
    Review,
    StaffAnswer,
    Status,
    Step,
)
from alongside.records.plan import PlanVersion
from alongside.vault import KeyRing

TABLE = "plan_version"
Found = TypeVar("Found")


def seal_plan(keys: KeyRing, row: PlanVersion, plan: Plan) -> bytes:
    """Return the envelope of a plan for this row."""
    value: dict[str, Any] = {
        "goals": [_packed_goal(goal) for goal in plan.goals],
        "begun_on": _text(plan.begun_on), "begun_because": plan.begun_because,
        "review_on": _text(plan.review_on), "paused_because": plan.paused_because,
        "went_on": _text(plan.went_on),
        "reviews": [[review.on.isoformat(), review.words] for review in plan.reviews],
    }  # fmt: skip
    return keys.seal_json(value, subject=row.person_id, table=TABLE, row=row.id, field="sealed_body")


def open_plan(keys: KeyRing, row: PlanVersion | None) -> Plan:
    """Return the plan that a row holds; an empty one for no row."""
    if row is None or row.sealed_body is None:
        return Plan()
    said = keys.open_json(bytes(row.sealed_body), subject=row.person_id, table=TABLE, row=row.id, field="sealed_body")
    return Plan(
        goals=tuple(_goal(packed) for packed in said["goals"]),
        begun_on=_day(said["begun_on"]),
        begun_because=said["begun_because"],
        review_on=_day(said["review_on"]),
        paused_because=said["paused_because"],
        went_on=_day(said["went_on"]),
        reviews=tuple(Review(date.fromisoformat(on), words) for on, words in said["reviews"]),
    )


def seal_answers(keys: KeyRing, row: PlanVersion, answers: Answers) -> None:
    """Put what both said into a row."""
    row.person_says, row.staff_says = answers.person.value, answers.staff.value
    row.sealed_person_words = _seal(keys, row, "sealed_person_words", answers.person_words)
    row.sealed_staff_reason = _seal(keys, row, "sealed_staff_reason", answers.staff_reason)


def open_answers(keys: KeyRing, row: PlanVersion | None) -> Answers | None:
    """Return what both said to a version, or None where nobody was asked."""
    if row is None or not row.person_says:
        return None
    return Answers(
        PersonAnswer(row.person_says), StaffAnswer(row.staff_says), day_of(row.made_at),
        person_words=_open(keys, row, "sealed_person_words"), staff_reason=_open(keys, row, "sealed_staff_reason"),
    )  # fmt: skip


def _seal(keys: KeyRing, row: PlanVersion, field: str, words: str) -> bytes | None:
    return seal_field(keys, row.person_id, TABLE, row.id, field, words.strip())


def _open(keys: KeyRing, row: PlanVersion, field: str) -> str:
    return open_field(keys, row.person_id, TABLE, row.id, field, getattr(row, field))


def _packed_goal(goal: Goal) -> dict[str, Any]:
    ended = goal.ended
    return {
        "id": str(goal.id), "words": goal.words, "area": goal.area.value if goal.area else "",
        "node": _text(goal.node_id), "later": goal.is_later, "importance": goal.importance,
        "confidence": goal.confidence, "target": _text(goal.target_on), "levels": list(goal.levels),
        "steps": [_packed_step(step) for step in goal.steps],
        "reached": [[int(one.level), one.on.isoformat(), one.words] for one in goal.reached],
        "ended": [ended.how.value, ended.on.isoformat(), ended.words] if ended else None,
    }  # fmt: skip


def _goal(said: dict[str, Any]) -> Goal:
    return Goal(
        id=UUID(said["id"]), words=said["words"], area=_one(Area, said["area"]), node_id=_one(UUID, said["node"]),
        is_later=said["later"], importance=said["importance"], confidence=said["confidence"],
        target_on=_day(said["target"]), levels=tuple(said["levels"]),
        steps=tuple(_step(packed) for packed in said["steps"]),
        reached=tuple(Reached(Level(level), date.fromisoformat(on), words) for level, on, words in said["reached"]),
        ended=_ended(*said["ended"]) if said["ended"] else None,
    )  # fmt: skip


def _ended(how: str, on: str, words: str) -> Ended:
    return Ended(Ending(how), date.fromisoformat(on), words)


def _packed_step(step: Step) -> dict[str, Any]:
    return {
        "id": str(step.id), "words": step.words, "owner": step.owner.value, "who": step.who,
        "holder": _text(step.holder_id), "by": _text(step.by_on), "status": step.status.value,
        "because": step.because, "status_on": _text(step.status_on),
    }  # fmt: skip


def _step(said: dict[str, Any]) -> Step:
    return Step(
        id=UUID(said["id"]), words=said["words"], owner=Owner(said["owner"]), who=said["who"],
        holder_id=_one(UUID, said["holder"]), by_on=_day(said["by"]), status=Status(said["status"]),
        because=said["because"], status_on=_day(said["status_on"]),
    )  # fmt: skip


def _text(value: UUID | date | None) -> str:
    return str(value) if value is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _one(kind: Callable[[str], Found], text: str) -> Found | None:
    return kind(text) if text else None
