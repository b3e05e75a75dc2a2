"""For which purpose the ledger was read: about one person, or by one member of staff."""

from django.db import models

from alongside.domain.ledger_reading import Purpose
from alongside.records.columns import ends_after_start, key, one_of, sealed, sealed_columns


class LedgerReading(models.Model):
    """One reading of the ledger between two days. sealed_words is under the key of whomever it is about."""

    id = key()
    read_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    sealed_words = sealed()
    starts_on = models.DateField()
    ends_on = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("ledger_reading", "sealed_words"),
            ends_after_start("ledger_reading"),
            one_of("ledger_reading", "purpose", [p.value for p in Purpose]),
            models.CheckConstraint(
                name="ledger_reading_about_one",
                condition=models.Q(person__isnull=True, member__isnull=False)
                | models.Q(person__isnull=False, member__isnull=True),
            ),
        ]
