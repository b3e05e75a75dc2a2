"""The skills of a person while something is written about them: let in, locked, opened, and every change recorded."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.skills.loading import SkillLoaded, load_skills
from alongside.casework.skills.sealing import OBJECT, Entry, kind_of, seal_entry
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.skills import SkillEntry
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class Held:
    """The skills of a person, locked until the transaction ends."""

    granted: Granted
    keys: KeyRing
    by: Actor
    at: datetime
    skills: Mapping[str, SkillLoaded]

    @property
    def today(self) -> date:
        """Return the day on which it is written."""
        return day_of(self.at)

    def skill(self, module_id: str) -> SkillLoaded:
        """Return a skill that was begun. Raises NotHere."""
        if module_id not in self.skills:
            raise NotHere
        return self.skills[module_id]


@contextmanager
def hold(*, person_id: UUID, by: Actor, at: datetime) -> Iterator[Held]:
    """Begin a transaction and give the skills of a person to write about. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SKILL, person_id=person_id, at=at)
        # Two browsers that write about the same skill at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        yield Held(granted, keys, by, at, load_skills(person_id, keys))


def add_entry(held: Held, skill: SkillLoaded, entry: Entry, action: str) -> SkillLoaded:
    """Add one thing to the history of a skill, with its line in the ledger. Returns the skill with it."""
    row = SkillEntry(
        id=uuid4(), person_id=held.granted.person_id, skill=skill.row, number=len(skill.history) + 1,
        kind=kind_of(entry), made_by_id=held.by.id, made_at=held.at,
    )  # fmt: skip
    seal_entry(held.keys, row, entry)
    row.save(force_insert=True)
    record_change(held, Kind.ALTERATION, action, skill.row.id)
    return replace(skill, history=(*skill.history, entry))


def record_change(held: Held, kind: Kind, action: str, skill_id: UUID) -> None:
    """Write to the ledger what was done with a skill."""
    record(kind, action, held.granted, by=held.by, at=held.at, object_type=OBJECT, object_id=skill_id)
