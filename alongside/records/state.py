"""One row per person that answers the caseload page, rebuildable from the events."""

from django.db import models


class CaseloadState(models.Model):
    """Only what the allocated worker may read.

    points are the sparkline's: [[ISO date, score, low, high, is below], ...], low and high null before the fifth.
    """

    person = models.OneToOneField("Person", primary_key=True, on_delete=models.CASCADE, related_name="state")
    relationship = models.ForeignKey("Relationship", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    last_session_at = models.DateTimeField(null=True, blank=True)
    next_session_at = models.DateTimeField(null=True, blank=True)
    next_session = models.ForeignKey("Session", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sessions_together = models.PositiveIntegerField(default=0)
    points = models.JSONField(default=list, blank=True)
    line_words = models.CharField(max_length=40, blank=True)
    open_episode = models.ForeignKey("Episode", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    strain = models.CharField(max_length=12, blank=True)


class PooledSpread(models.Model):
    """How far one person's scores usually lie apart, once for each closed quarter and never issued again.

    until is the first day that was not counted. people is how many it rests on; with fewer than 30, w is what it was.
    """

    until = models.DateField(primary_key=True)
    w = models.FloatField()
    people = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="pooled_spread_above_nought", condition=models.Q(w__gt=0))]
