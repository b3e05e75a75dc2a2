"""The map of what lies beneath, version by version."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class MapVersion(models.Model):
    """One version of a person's map, whole and sealed, numbered from 1. None is ever written over or deleted.

    agreed_at: both said that it is right as it stands. Whoever stands in reads the last of those and no other.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="map_versions")
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    agreed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *sealed_columns("map_version", "sealed_body"),
            models.UniqueConstraint(fields=["person", "number"], name="map_versions_in_order"),
            models.CheckConstraint(
                name="map_version_agreed_by_somebody",
                condition=models.Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
        ]
