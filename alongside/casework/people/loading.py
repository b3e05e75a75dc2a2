"""What happened around a person, read once for a page: sessions, relationships, strains and uses of authority."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.access.standings import PUBLISHED, day_of
from alongside.domain.absences import Decision, Step
from alongside.records.absences import Absence, AbsenceStep
from alongside.records.episodes import Episode
from alongside.records.power_events import PowerEvent
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session


@dataclass(frozen=True, slots=True)
class AbsenceSummary:
    """An absence in a line: what was done, and nothing of what was said. sought is whether anybody asked why."""

    worried_at: datetime | None
    sought: bool
    decision: Decision | None


@dataclass(frozen=True)
class Happenings:
    """The rows themselves, oldest first. They stay inside casework. absences are by session."""

    sessions: Sequence[Session]
    relationships: Sequence[Relationship]
    episodes: Sequence[Episode]
    power_events: Sequence[PowerEvent]
    absences: Mapping[UUID, AbsenceSummary]

    @property
    def allocations(self) -> list[Relationship]:
        """Return who was responsible, one after the other. Two rows in a row of one practitioner are one."""
        found: list[Relationship] = []
        for row in self.relationships:
            if row.kind == "allocated" and not (found and found[-1].practitioner_id == row.practitioner_id):
                found.append(row)
        return found

    @property
    def practitioners(self) -> dict[UUID, str]:
        """Return the practitioner's first name of each relationship."""
        return {row.id: row.practitioner.get_short_name() for row in self.relationships}

    @property
    def numbers(self) -> dict[UUID, int]:
        """Return the number of each session that took place, from the first."""
        held = [row for row in self.sessions if row.attendance == "attended"]
        return {row.id: number for number, row in enumerate(held, start=1)}


def load_happenings(person_id: UUID, *, with_episodes: bool, waiting: Collection[UUID] = ()) -> Happenings:
    """Return what happened around a person, in five queries, or four without strains.

    A strain that began with the answers to a session in `waiting` is left out: they wait for the reader's own rating.
    """
    sessions = Session.objects.filter(PUBLISHED, person=person_id).order_by("planned_at", "id")
    relationships = Relationship.objects.filter(PUBLISHED, person=person_id).select_related("practitioner", "person")
    episodes = Episode.objects.filter(person=person_id).select_related("check_in").order_by("opened_at")
    return Happenings(
        sessions=list(sessions.select_related("practitioner")),
        relationships=list(relationships.order_by("starts_on", "created_at")),
        episodes=[row for row in episodes if not _waits(row, waiting)] if with_episodes else [],
        power_events=list(
            PowerEvent.objects.filter(person=person_id, replaced_by__isnull=True)
            .select_related("recorded_by")
            .order_by("happened_on", "recorded_at")
        ),
        absences=load_absences(person_id),
    )


def _waits(row: Episode, waiting: Collection[UUID]) -> bool:
    return row.check_in is not None and row.check_in.session_id in waiting


def load_absences(person_id: UUID) -> dict[UUID, AbsenceSummary]:
    """Return the line of each absence that was looked into, by session, in one query. Nothing is opened."""
    asked = AbsenceStep.objects.filter(absence=OuterRef("id"), kind__in=[Step.SOUGHT.value, Step.TRIED.value])
    rows = Absence.objects.filter(person=person_id).annotate(was_sought=Exists(asked))
    return {
        row.session_id: AbsenceSummary(row.worried_at, row.was_sought, Decision(row.decision) if row.decision else None)
        for row in rows
    }


def session_day(row: Session) -> date:
    """Return the day in London that a session is or was planned for."""
    return day_of(row.planned_at)
