"""What a practitioner writes for themselves after a session, and the lines of it they chose to share."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class Reflection(models.Model):
    """Its author's alone. It never moves with the case: whoever works with the person next finds nothing.

    sealed_body is JSON: answers, one to each prompt, and tab. sealed_other is the same of another tab that saved something
    else at the same time, until the author has seen both.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey("Session", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("reflection", "sealed_body", "sealed_other"),
            models.UniqueConstraint(fields=["session", "author"], name="one_reflection_per_author"),
        ]
        indexes = [models.Index(fields=["author", "-saved_at"])]


class SharedLine(models.Model):
    """One line as it was when its author shared it. Taking it back removes it; the ledger keeps that it was shared."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="lines")
    shared_with = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    sealed_line = sealed()
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [*sealed_columns("shared_line", "sealed_line")]
        indexes = [models.Index(fields=["shared_with", "-shared_at"])]
