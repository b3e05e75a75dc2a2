"""What a person asked to be passed on today, to whoever keeps people safe."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class Disclosure(models.Model):
    """Words a person sent with *tell someone today*. They are a copy: what they wrote with a check-in is another row.

    sealed_done is what was done about it, in the words of the safeguarding lead who closed it.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="disclosures")
    session = models.ForeignKey("Session", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The sheet it came on, for what was told on paper: it can be days older than told_at.
    typed_sheet = models.OneToOneField(
        "TypedSheet", null=True, blank=True, on_delete=models.CASCADE, related_name="disclosure"
    )
    sealed_text = sealed()
    told_at = models.DateTimeField()
    taken_up_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)
    sealed_done = sealed()
    closed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *sealed_columns("disclosure", "sealed_text", "sealed_done"),
            models.CheckConstraint(
                name="disclosure_closed_with_words_after_it_was_taken_up",
                condition=models.Q(closed_at__isnull=True)
                | models.Q(closed_by__isnull=False, sealed_done__isnull=False, taken_up_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["closed_at", "told_at"])]
