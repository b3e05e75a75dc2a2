"""Turns the made-up skills into rows: those of the people who have a plan."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.demo.plans import with_plans, worker_of
from alongside.casework.skills.sealing import (
    Aside,
    Entry,
    kind_of,
    seal_done,
    seal_entry,
    seal_practice,
    seal_title,
)
from alongside.domain.demo.skills import SkillThen, going_on, just_begun, put_aside
from alongside.domain.skills import Practice
from alongside.records.skills import Skill, SkillEntry, SkillExercise, SkillPractice
from alongside.vault import KeyRing, open_keys

MAKERS = (going_on, just_begun, put_aside)
TABLES: tuple[type[Model], ...] = (Skill, SkillEntry, SkillExercise, SkillPractice)


def make_skills(with_a_card: UUID, person_ids: Sequence[UUID], *, at: datetime) -> Sequence[Model]:
    """Return the skills of three people, of fewer if there are fewer people, table by table, the skills first."""
    chosen = with_plans(with_a_card, person_ids)
    keys = open_keys(chosen)
    rows: list[Model] = []
    for person_id, make in zip(chosen, MAKERS, strict=False):
        by = worker_of(person_id)
        for then in make(person_id, today=day_of(at)):
            rows += _Maker(person_id, by, keys, at).make(then)
    return sorted(rows, key=lambda row: TABLES.index(type(row)))


class _Maker:
    """Makes the rows of one skill."""

    def __init__(self, person_id: UUID, by: UUID, keys: KeyRing, at: datetime) -> None:
        self.person_id, self.by, self.keys, self.at = person_id, by, keys, at

    def make(self, then: SkillThen) -> Iterator[Model]:
        skill = Skill(
            id=uuid4(), person_id=self.person_id, module=then.module_id, begun_by_id=self.by,
            begun_at=self._when(then.begun_on),
        )  # fmt: skip
        seal_title(self.keys, skill, then.title)
        yield skill
        history: list[Entry] = [*then.history, *([Aside(*then.aside)] if then.aside else [])]
        yield from (self._entry(skill, number, one) for number, one in enumerate(history, start=1))
        for on, done in then.done:
            row = SkillExercise(
                id=uuid4(), person_id=self.person_id, skill=skill, exercise=done.exercise_id, number=1,
                saved_by_id=self.by, saved_at=self._when(on),
            )  # fmt: skip
            seal_done(self.keys, row, done)
            yield row
        yield from (self._practice(skill, one) for one in then.log)

    def _entry(self, skill: Skill, number: int, entry: Entry) -> SkillEntry:
        row = SkillEntry(
            id=uuid4(), person_id=self.person_id, skill=skill, number=number, kind=kind_of(entry), made_by_id=self.by,
            made_at=self._when(entry.on) + timedelta(minutes=number),
        )  # fmt: skip
        seal_entry(self.keys, row, entry)
        return row

    def _practice(self, skill: Skill, practice: Practice) -> SkillPractice:
        row = SkillPractice(
            id=uuid4(), person_id=self.person_id, skill=skill, sent_id=practice.sent_id,
            written_by_id=None if practice.own else self.by, sent_at=practice.sent_at,
        )  # fmt: skip
        seal_practice(self.keys, row, practice)
        return row

    def _when(self, on: date) -> datetime:
        return self.at - timedelta(days=(day_of(self.at) - on).days)
