"""Opens and seals a version of the pathways. The whole of it is one envelope."""

from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from alongside.domain.reintegration import Milestone, Pathway, Pictures, Reintegration, State, Tie
from alongside.records.reintegration import ReintegrationVersion
from alongside.vault import KeyRing

TABLE, FIELD = "reintegration_version", "sealed_body"


def seal_whole(keys: KeyRing, row: ReintegrationVersion, whole: Reintegration) -> bytes:
    """Return the envelope of all of it for this row."""
    value: dict[str, Any] = {
        "pictures": {pathway.value: [said.before, said.now, said.aimed] for pathway, said in whole.pictures.items()},
        "milestones": [_packed(milestone) for milestone in whole.milestones],
        "ties": [[str(tie.id), tie.who, tie.reach, tie.what_for, tie.let_go_because] for tie in whole.ties],
    }
    return keys.seal_json(value, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def open_whole(keys: KeyRing, row: ReintegrationVersion | None) -> Reintegration:
    """Return what a row holds; nothing said for no row."""
    if row is None or row.sealed_body is None:
        return Reintegration()
    said = keys.open_json(bytes(row.sealed_body), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    pictures = {Pathway(pathway): Pictures(*three) for pathway, three in said["pictures"].items()}
    return Reintegration(
        pictures=MappingProxyType(pictures),
        milestones=tuple(_milestone(packed) for packed in said["milestones"]),
        ties=tuple(Tie(UUID(tie_id), *words) for tie_id, *words in said["ties"]),
    )


def _packed(one: Milestone) -> dict[str, Any]:
    return {
        "id": str(one.id), "pathway": one.pathway.value, "words": one.words, "for": _text(one.for_on),
        "helper": one.helper, "state": one.state.value, "because": one.because, "state_on": _text(one.state_on),
    }  # fmt: skip


def _milestone(said: dict[str, Any]) -> Milestone:
    return Milestone(
        id=UUID(said["id"]), pathway=Pathway(said["pathway"]), words=said["words"], for_on=_day(said["for"]),
        helper=said["helper"], state=State(said["state"]), because=said["because"], state_on=_day(said["state_on"]),
    )  # fmt: skip


def _text(on: date | None) -> str:
    return on.isoformat() if on else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
