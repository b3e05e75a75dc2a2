"""The skills of one person as they stand, and what an offer may be made from, for whoever has been let into the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce

from alongside.access import Actor
from alongside.access.gates import Granted
from alongside.casework.assessment.loading import open_version, readable_rows
from alongside.casework.formulation.nodes import load_nodes
from alongside.casework.skills.abuse import load_abuse
from alongside.casework.skills.sealing import Aside, Entry, open_done, open_entry, open_practice, open_title
from alongside.domain.formulation import Formulation
from alongside.domain.skills import (
    Done,
    Known,
    Move,
    Path,
    Practice,
    Serves,
    Sureness,
    to_review,
)
from alongside.records.sessions import Session
from alongside.records.skills import Skill, SkillEntry, SkillExercise, SkillPractice
from alongside.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Saved:
    """An exercise as it was last saved, and when. number counts how often it was."""

    done: Done
    number: int
    at: datetime


@dataclass(frozen=True)
class SkillLoaded:
    """A skill that was begun, with everything that was kept of it. history has what was done with it, in order."""

    row: Skill
    title: str
    history: tuple[Entry, ...] = ()
    exercises: Mapping[str, Saved] = field(default_factory=dict)
    log: tuple[Practice, ...] = ()

    @property
    def path(self) -> Path:
        """Return the stages it went through, by day."""
        moves = (entry for entry in self.history if isinstance(entry, Move))
        return Path(tuple(sorted(moves, key=lambda move: move.on)))

    @property
    def sureness(self) -> tuple[Sureness, ...]:
        """Return how sure the person said they were, each time they were asked."""
        return tuple(entry for entry in self.history if isinstance(entry, Sureness))

    @property
    def serves(self) -> Serves | None:
        """Return what it serves, as two people last said it, or None while nobody has."""
        return next((entry for entry in reversed(self.history) if isinstance(entry, Serves)), None)

    @property
    def aside(self) -> Aside | None:
        """Return why it was put aside, or None while it goes on."""
        last = next((entry for entry in reversed(self.history) if isinstance(entry, Aside)), None)
        return last if last is not None and last.because else None


def load_skills(person_id: UUID, keys: KeyRing, *, module_id: str | None = None) -> dict[str, SkillLoaded]:
    """Return the skills that were begun, or one of them, by the id of their module. In four queries, with no ledger entry."""
    rows = Skill.objects.filter(person=person_id).order_by("begun_at", "id")
    if module_id is not None:
        rows = rows.filter(module=module_id)
    skills = list(rows)
    if not skills:
        return {}
    history, exercises, log = _history(skills, keys), _exercises(skills, keys), _log(skills, keys)
    return {
        row.module: SkillLoaded(row, open_title(keys, row), history[row.id], exercises[row.id], log[row.id])
        for row in skills
    }


def load_known(
    granted: Granted, keys: KeyRing, skills: Mapping[str, SkillLoaded], *, viewer: Actor, at: datetime
) -> Known:
    """Return what an offer is made from: of the conversation and the map only what this viewer may read."""
    rows = readable_rows(granted, viewer=viewer, at=at)
    answers = open_version(rows[0], keys, granted=granted).answers if rows else {}
    nodes = load_nodes(granted, keys, viewer=viewer, at=at)
    begun = {module_id: skill.path for module_id, skill in skills.items()}
    aside = frozenset(module_id for module_id, skill in skills.items() if skill.aside)
    abuse = load_abuse(granted, keys, answers, viewer=viewer, at=at)
    return Known(answers, Formulation(tuple(nodes.values())), abuse, begun, aside)


def practised_since(person_id: UUID, skill: SkillLoaded) -> tuple[Practice, ...]:
    """Return the practice that two people have not looked at together yet: what came after they last met."""
    met = Session.objects.filter(person=person_id, attendance="attended")
    return to_review(skill.log, last_met_at=met.aggregate(last=Max(Coalesce("finished_at", "planned_at")))["last"])


def _history(skills: Iterable[Skill], keys: KeyRing) -> Mapping[UUID, tuple[Entry, ...]]:
    found: dict[UUID, tuple[Entry, ...]] = defaultdict(tuple)
    for row in SkillEntry.objects.filter(skill__in=skills).order_by("number"):
        found[row.skill_id] += (open_entry(keys, row),)
    return found


def _exercises(skills: Iterable[Skill], keys: KeyRing) -> Mapping[UUID, dict[str, Saved]]:
    newest = {
        (row.skill_id, row.exercise): row for row in SkillExercise.objects.filter(skill__in=skills).order_by("number")
    }
    found: dict[UUID, dict[str, Saved]] = defaultdict(dict)
    for (skill_id, exercise), row in newest.items():
        found[skill_id][exercise] = Saved(open_done(keys, row), row.number, row.saved_at)
    return found


def _log(skills: Iterable[Skill], keys: KeyRing) -> Mapping[UUID, tuple[Practice, ...]]:
    modules = {row.id: row.module for row in skills}
    found: dict[UUID, list[Practice]] = defaultdict(list)
    for row in SkillPractice.objects.filter(skill__in=skills):
        found[row.skill_id].append(open_practice(keys, row, module_id=modules[row.skill_id]))
    ordered = {skill: sorted(log, key=lambda each: (each.on, each.sent_at)) for skill, log in found.items()}
    return defaultdict(tuple, {skill: tuple(log) for skill, log in ordered.items()})
