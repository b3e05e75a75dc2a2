"""A person's wish to be rung."""

from django.db import models

from alongside.records.columns import key


class RingWish(models.Model):
    """Somebody pressed *Someone is with me*: they wish to be rung, and nothing else is known or kept."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="ring_wishes")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "settled_at"])]
