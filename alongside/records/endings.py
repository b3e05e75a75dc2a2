"""The endings of working with a person, version by version."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class EndingVersion(models.Model):
    """One version of an ending, whole and sealed, numbered from 1 for the person. None is ever written over or deleted.

    ending counts the endings: somebody may come back, and then there is a second one. Only one is worked on at a time.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="ending_versions")
    number = models.PositiveIntegerField()
    ending = models.PositiveSmallIntegerField(default=1)
    sealed_body = sealed()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("ending_version", "sealed_body"),
            models.UniqueConstraint(fields=["person", "number"], name="ending_versions_in_order"),
        ]
