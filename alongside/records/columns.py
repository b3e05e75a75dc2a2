"""Columns and checks that several tables share."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models

from alongside.vault import sealed_constraint


def key() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """Return the primary key: made before the insert, because sealed columns are bound to it."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def sealed(**options: Any) -> "models.BinaryField[bytes | None, bytes | None]":
    """Return a column that holds a vault envelope; null means nothing was said. See sealed_columns for its check."""
    return models.BinaryField(null=True, blank=True, **options)


def sealed_columns(table: str, *fields: str) -> list[models.CheckConstraint]:
    """Return the checks that refuse anything but an envelope in sealed columns, so plain text cannot be stored by mistake."""
    return [sealed_constraint(field, name=f"{table}_{field}_is_sealed") for field in fields]


def ends_after_start(table: str) -> models.CheckConstraint:
    """Return the check that a dated row does not end before it starts."""
    return models.CheckConstraint(
        name=f"{table}_ends_after_start",
        condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
    )


def one_of(table: str, field: str, values: Iterable[str]) -> models.CheckConstraint:
    """Return the check that a field holds one of its choices, in the database too."""
    return models.CheckConstraint(name=f"{table}_{field}_known", condition=models.Q(**{f"{field}__in": list(values)}))
