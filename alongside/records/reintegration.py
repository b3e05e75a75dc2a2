"""The seven pathways of a person and the people they can call, version by version."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class ReintegrationVersion(models.Model):
    """All pathways and the list of people as they stood, whole and sealed, numbered from 1. None is written over or deleted."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="reintegration_versions")
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("reintegration_version", "sealed_body"),
            models.UniqueConstraint(fields=["person", "number"], name="reintegration_versions_in_order"),
        ]
