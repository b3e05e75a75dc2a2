"""What happened around a strain: sessions, uses of authority and the check-in, fourteen days either side."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.access.standings import day_of
from alongside.casework.people.sealing import open_field
from alongside.domain.strains import PowerEvent, PowerEventKind, Strain, find_nearby_power_events, score_words
from alongside.domain.strains.power_events import NEARBY_DAYS
from alongside.records import power_events
from alongside.records.episodes import Episode
from alongside.records.sessions import Session
from alongside.vault import KeyRing


class Shape(StrEnum):
    """What an event is drawn as."""

    SESSION = "person"
    MISSED = "missed"
    AUTHORITY = "authority"
    CHECK_IN = "below"
    NAMED = "strain"


@dataclass(frozen=True)
class Event:
    """One thing that happened near the strain, with a line about it in somebody's words or none."""

    on: date
    shape: Shape
    title: str
    text: str = ""


@dataclass(frozen=True)
class Reader:
    """Who reads: how the practitioner of the strain is called to them, and whether they may see the answers."""

    practitioner: str
    sees_answers: bool


def load_authority(episode: Episode, keys: KeyRing, began_on: date) -> tuple[list[PowerEvent], list[Event]]:
    """Return the uses of authority near a strain, for its sentences and for its timeline. One query."""
    near = (began_on - timedelta(days=NEARBY_DAYS), began_on + timedelta(days=NEARBY_DAYS))
    rows = list(
        power_events.PowerEvent.objects.filter(
            person=episode.person_id, replaced_by__isnull=True, happened_on__range=near
        )
    )
    known = find_nearby_power_events((PowerEvent(PowerEventKind(r.kind), r.happened_on) for r in rows), on=began_on)
    shown = [
        Event(
            row.happened_on,
            Shape.AUTHORITY,
            PowerEventKind(row.kind).label,
            open_field(keys, episode.person_id, "power_event", row.id, "sealed_line", row.sealed_line),
        )
        for row in rows
    ]
    return list(known), shown


def load_sessions(episode: Episode, keys: KeyRing, began_on: date) -> list[Event]:
    """Return the sessions held or missed near a strain, with the reason of an absence. One query."""
    rows = Session.objects.filter(
        relationship=episode.relationship_id,
        attendance__in=["attended", "missed"],
        planned_at__date__range=(began_on - timedelta(days=NEARBY_DAYS), began_on + timedelta(days=NEARBY_DAYS)),
    )
    return [_session(row, keys) for row in rows]


def in_order(episode: Episode, strain: Strain | None, reader: Reader, *found: list[Event]) -> tuple[Event, ...]:
    """Return everything that was found with the beginning of the strain, oldest first."""
    events = [event for events in found for event in events]
    events.append(_beginning(episode, strain, reader))
    # On one day the session comes before the check-in that was given in it.
    return tuple(sorted(events, key=lambda event: (event.on, event.shape is Shape.CHECK_IN)))


def _session(row: Session, keys: KeyRing) -> Event:
    on = day_of(row.planned_at)
    if row.attendance == "missed":
        why = open_field(keys, row.person_id, "session", row.id, "sealed_absence", row.sealed_absence)
        return Event(on, Shape.MISSED, "Missed session", why)
    return Event(on, Shape.SESSION, "Session", f"Planned for {row.minutes} minutes")


def _beginning(episode: Episode, strain: Strain | None, reader: Reader) -> Event:
    if strain is None:
        who = "You" if reader.practitioner == "you" else reader.practitioner
        return Event(day_of(episode.opened_at), Shape.NAMED, f"{who} named a strain")
    if not reader.sees_answers:
        return Event(strain.at, Shape.NAMED, "Check-in")
    if strain.dropped_from is None or strain.score is None:
        return Event(strain.at, Shape.CHECK_IN, "Check-in", "They marked that something was off.")
    text = f"They chose that {reader.practitioner} could see it. That may be a way of asking to be heard."
    return Event(strain.at, Shape.CHECK_IN, f"Check-in, {score_words(strain.score)}", text)
