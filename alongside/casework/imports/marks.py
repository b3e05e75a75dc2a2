"""Tells whether a row is still as an import left it, without opening anything: a sealed text that was written anew differs."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.db import models

from alongside.casework.imports.kinds import KINDS
from alongside.domain.imports.layout import FileKind
from alongside.records.relationships import Supervision


def marks_of(kind: FileKind, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return a mark of each row with all its columns. A person's has the columns of their supervisions too."""
    wanted = list(ids)
    told: dict[UUID, list[str]] = defaultdict(list)
    for row_id, text in _texts(KINDS[kind].model, "id", wanted):
        told[row_id].append(text)
    if kind is FileKind.PEOPLE:
        for row_id, text in sorted(_texts(Supervision, "person_id", wanted)):
            if row_id in told:
                told[row_id].append(text)
    return {row_id: hashlib.sha256("\n".join(texts).encode()).hexdigest() for row_id, texts in told.items()}


def _texts(model: type[models.Model], by: str, ids: list[UUID]) -> list[tuple[UUID, str]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.filter(**{f"{by}__in": ids}).values(*columns)
    return [(row[by], "|".join(_text(row[column]) for column in columns)) for row in rows]


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
