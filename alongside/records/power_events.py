"""Uses of authority."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

KINDS = ["warning", "breach", "recall", "court_report", "drug_test", "disclosure", "change_of_worker", "other"]


class PowerEvent(models.Model):
    """A warning, breach, recall, report to court, drug test, disclosure or change of worker, with one line about it.

    A correction is a new line that names the one it replaces.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="power_events")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    happened_on = models.DateField()
    sealed_line = sealed()
    recorded_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by")

    class Meta:
        constraints = [*sealed_columns("power_event", "sealed_line"), one_of("power_event", "kind", KINDS)]
        indexes = [models.Index(fields=["person", "happened_on"])]
