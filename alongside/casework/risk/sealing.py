"""Seals and opens what this topic keeps. Each is bound to its own row and field."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.domain.risk import Answers, Result
from alongside.records.risk import Calculation, Judgement, PredictorHistory
from alongside.vault import KeyRing

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reasons:
    """A structured judgement in words."""

    may_happen: str = ""
    more_likely: str = ""
    protects: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What went into a calculation and what came out, as plain data."""

    input: Facts
    results: Mapping[str, Mapping[str, Any]]


def seal_facts(keys: KeyRing, row: PredictorHistory, facts: Facts) -> bytes:
    """Return the envelope of the history for this row."""
    return _seal(keys, row.person_id, "predictor_history", row.id, "sealed_facts", plain(facts))


def open_facts(keys: KeyRing, row: PredictorHistory) -> dict[str, Any]:
    """Return the history in the input names of the predictors."""
    return _open(keys, row.person_id, "predictor_history", row.id, "sealed_facts", row.sealed_facts)


def seal_body(keys: KeyRing, row: Calculation, answers: Answers, results: Mapping[str, Result]) -> bytes:
    """Return the envelope of a calculation for this row."""
    body = {
        "input": plain(answers.as_mapping()),
        "results": {name: result.as_data() for name, result in results.items()},
    }
    return _seal(keys, row.person_id, "calculation", row.id, "sealed_body", body)


def open_body(keys: KeyRing, row: Calculation) -> Body:
    """Return what went in and what came out."""
    return Body(**_open(keys, row.person_id, "calculation", row.id, "sealed_body", row.sealed_body))


def seal_reasons(keys: KeyRing, row: Judgement, reasons: Reasons) -> bytes:
    """Return the envelope of a judgement for this row."""
    return _seal(keys, row.person_id, "judgement", row.id, "sealed_words", asdict(reasons))


def open_reasons(keys: KeyRing, row: Judgement) -> Reasons:
    """Return the words of a judgement."""
    return Reasons(**_open(keys, row.person_id, "judgement", row.id, "sealed_words", row.sealed_words))


def plain(facts: Facts) -> dict[str, Any]:
    """Return answers as JSON can say them: days as ISO text, sets in alphabetical order."""
    return {name: _plain(value) for name, value in facts.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, set | frozenset | list | tuple) else value


def _seal(keys: KeyRing, person_id: UUID, table: str, row: UUID, field: str, value: Any) -> bytes:
    return keys.seal_json(value, subject=person_id, table=table, row=row, field=field)


def _open(keys: KeyRing, person_id: UUID, table: str, row: UUID, field: str, envelope: bytes | None) -> dict[str, Any]:
    if envelope is None:
        return {}
    opened: dict[str, Any] = keys.open_json(bytes(envelope), subject=person_id, table=table, row=row, field=field)
    return opened
