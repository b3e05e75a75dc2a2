"""Rows of an import are not there until the whole of it is published."""

from typing import TypeVar

from django.db import models

from alongside.records.imports import ImportBatch

M = TypeVar("M", bound=models.Model)


class PublishedManager(models.Manager[M]):
    """Leaves out what an import has staged, so that a query that forgets about imports shows nothing too early.

    A subquery and not a join, because PostgreSQL locks no row through an outer join.
    """

    def get_queryset(self) -> "models.QuerySet[M]":
        """Return every row but those of a batch that is not published."""
        batches = ImportBatch.objects.filter(published_at__isnull=False).values("id")
        published = models.Q(import_batch__isnull=True) | models.Q(import_batch__in=batches)
        return super().get_queryset().filter(published)
