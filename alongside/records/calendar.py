"""The calendar feed of a practitioner."""

from django.db import models

from alongside.records.columns import key


class CalendarFeed(models.Model):
    """An address from which a calendar reads when its owner meets somebody. Only the hash of its token is kept.

    A user has one live feed. Those that ended stay, so that their addresses are never given out again.
    """

    id = key()
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at__isnull=True), name="one_calendar_feed_at_a_time"
            )
        ]
