"""Records that somebody without a relation opened in an emergency, and how often somebody looked for a person."""

from datetime import datetime
from typing import Self

from django.db import models

from alongside.domain.break_glass import Reason
from alongside.domain.put_back import CLOCKS_APART
from alongside.records.columns import key, one_of, sealed, sealed_columns


class BrokenGlasses(models.QuerySet["BrokenGlass"]):
    """Those that somebody may look through."""

    def open_at(self, at: datetime) -> Self:
        """Leave out what was closed, has ended, or was opened before the clock was put back."""
        return self.filter(ended_at__isnull=True, opened_at__lte=at + CLOCKS_APART, ends_at__gt=at)


class BrokenGlass(models.Model):
    """One record, opened by one user for a few hours, with the reason and what became of its review.

    ends_at is the end that was set when it was opened, ended_at an end before that. sealed_outcome is what the review
    found, in words.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="emergencies")
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="emergencies")
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Reason])
    sealed_reason = sealed()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    review_due_on = models.DateField()
    sealed_outcome = sealed()
    reviewed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = BrokenGlasses.as_manager()

    class Meta:
        constraints = [
            *sealed_columns("broken_glass", "sealed_reason", "sealed_outcome"),
            one_of("broken_glass", "reason", [r.value for r in Reason]),
            models.CheckConstraint(
                name="broken_glass_ends_later", condition=models.Q(ends_at__gt=models.F("opened_at"))
            ),
            models.CheckConstraint(
                name="broken_glass_reviewed_with_words",
                condition=models.Q(reviewed_at__isnull=True)
                | models.Q(reviewed_by__isnull=False, sealed_outcome__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["user", "person", "ends_at"]), models.Index(fields=["reviewed_at"])]


class PersonLookUp(models.Model):
    """That a user asked for somebody by name and date of birth, so that asking has a limit. Whom is in the ledger alone."""

    id = key()
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "at"])]
