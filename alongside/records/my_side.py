"""The person's door."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class Capability(models.Model):
    """A right to a few pages for one person for at most 30 minutes. Only the hash of its secret is kept."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="capabilities")
    session = models.ForeignKey("Session", null=True, blank=True, on_delete=models.CASCADE, related_name="capabilities")
    episode = models.ForeignKey("Episode", null=True, blank=True, on_delete=models.CASCADE, related_name="capabilities")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    started_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sealed_progress = sealed()

    class Meta:
        constraints = [*sealed_columns("capability", "sealed_progress")]
