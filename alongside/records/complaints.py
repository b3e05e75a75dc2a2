"""What a person said is wrong with how they are treated, and what became of it."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

RECEIVERS = ["supervisor", "privacy_officer"]
STATES = ["sent", "acknowledged", "answered"]
STEPS = ["acknowledged", "answered"]


class Complaint(models.Model):
    """A complaint in the person's words, for whoever they chose. Nobody who works with them ever reads it."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="complaints")
    receiver = models.CharField(max_length=16)
    sealed_words = sealed()
    sent_at = models.DateTimeField()
    acknowledge_on = models.DateField()
    state = models.CharField(max_length=12, default="sent")

    class Meta:
        constraints = [
            *sealed_columns("complaint", "sealed_words"),
            one_of("complaint", "receiver", RECEIVERS),
            one_of("complaint", "state", STATES),
        ]
        indexes = [models.Index(fields=["state", "sent_at"])]


class ComplaintStep(models.Model):
    """What was done with a complaint, numbered from 1. The words of an answer are read by the person."""

    id = key()
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    sealed_words = sealed()
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("complaint_step", "sealed_words"),
            one_of("complaint_step", "kind", STEPS),
            models.UniqueConstraint(fields=["complaint", "number"], name="complaint_steps_in_order"),
            models.CheckConstraint(
                name="complaint_answered_with_words",
                condition=models.Q(kind="acknowledged") | models.Q(sealed_words__isnull=False),
            ),
        ]
