"""Who works with whom, from when to when, and who stands in."""

from django.db import models

from alongside.records.columns import ends_after_start, key, one_of, sealed, sealed_columns
from alongside.records.published import PublishedManager


class Supervision(models.Model):
    """An order, a licence or an agreement, with its dates."""

    KINDS = [("order", "Order"), ("licence", "Licence"), ("agreement", "Agreement")]

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="supervisions")
    kind = models.CharField(max_length=10, choices=KINDS)
    sealed_title = sealed()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    import_batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PublishedManager()
    staged = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("supervision", "sealed_title"),
            ends_after_start("supervision"),
            one_of("supervision", "kind", ["order", "licence", "agreement"]),
        ]


class Relationship(models.Model):
    """One practitioner and one person from a date to a date. The end date is the last day."""

    KINDS = [("allocated", "Allocated"), ("co_worker", "Co-worker")]

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="relationships")
    practitioner = models.ForeignKey("User", on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=10, choices=KINDS)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    sealed_reason = sealed()
    created_at = models.DateTimeField()
    import_batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PublishedManager()
    staged = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("relationship", "sealed_reason"),
            ends_after_start("relationship"),
            one_of("relationship", "kind", ["allocated", "co_worker"]),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(kind="allocated", ends_on__isnull=True),
                name="one_allocated_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["practitioner", "ends_on"]), models.Index(fields=["person", "starts_on"])]


class Cover(models.Model):
    """Somebody stands in for a practitioner: for everybody they work with, or for one person."""

    id = key()
    practitioner = models.ForeignKey("User", on_delete=models.PROTECT, related_name="covered_by")
    covering = models.ForeignKey("User", on_delete=models.PROTECT, related_name="covers")
    person = models.ForeignKey("Person", null=True, blank=True, on_delete=models.CASCADE, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()
    arranged_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            ends_after_start("cover"),
            models.CheckConstraint(
                name="cover_by_somebody_else", condition=~models.Q(practitioner=models.F("covering"))
            ),
        ]
