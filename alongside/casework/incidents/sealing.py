"""Seals and opens what is written of an incident, under the incident's own key."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from alongside.domain.incidents import Facts, Harm, Law, Risk, Step, Taken
from alongside.records.incidents import IncidentStep
from alongside.vault import KeyRing

TABLE, FIELD = "incident_step", "sealed_body"
MOMENTS = ("since", "until", "aware_at", "told_at", "on")


def seal_facts(keys: KeyRing, row: IncidentStep, facts: Facts) -> None:
    """Put what is known into its row."""
    _seal(keys, row, asdict(facts) | {"harms": sorted(facts.harms)})


def seal_taken(keys: KeyRing, row: IncidentStep, taken: Taken) -> None:
    """Put what was done into its row. Which step it is stands in a column."""
    body = asdict(taken)
    del body["step"]
    _seal(keys, row, body)


def open_facts(keys: KeyRing, row: IncidentStep) -> Facts:
    """Return what is known, of a step that says it."""
    said = _open(keys, row)
    for name in ("since", "until", "aware_at"):
        said[name] = datetime.fromisoformat(said[name]) if said[name] else None
    said |= {"harms": frozenset(map(Harm, said["harms"])), "law": Law(said["law"])}
    return Facts(**said)


def open_taken(keys: KeyRing, row: IncidentStep) -> Taken:
    """Return what was done, of any other step."""
    said = _open(keys, row)
    said["told_at"] = datetime.fromisoformat(said["told_at"]) if said["told_at"] else None
    said["on"] = date.fromisoformat(said["on"]) if said["on"] else None
    said["risk"] = Risk(said["risk"]) if said["risk"] else None
    return Taken(Step(row.kind), **said)


def _seal(keys: KeyRing, row: IncidentStep, body: dict[str, Any]) -> None:
    plain = {name: value.isoformat() if name in MOMENTS and value else value for name, value in body.items()}
    row.sealed_body = keys.seal_json(plain, subject=row.incident_id, table=TABLE, row=row.id, field=FIELD)


def _open(keys: KeyRing, row: IncidentStep) -> dict[str, Any]:
    envelope = bytes(row.sealed_body or b"")
    opened: dict[str, Any] = keys.open_json(envelope, subject=row.incident_id, table=TABLE, row=row.id, field=FIELD)
    return opened
