"""What a person asked to be put right in their record, and what became of it."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

ABOUT = ["me", "meeting", "words", "promise", "figure", "else"]
STATES = ["asked", "looking", "changed", "not_changed"]
STEPS = ["looking", "changed", "not_changed", "disagreed"]


class Correction(models.Model):
    """A request of the person, in their words. Never deleted and never written over.

    sealed_wrong is what is not right, sealed_should what it should say, if they said so. due_on is the last day for an
    answer. state is that of today, and the steps tell how it came about. sealed_line is the line of a figure that it is
    about, as it was read, and null where it is about anything else.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="corrections")
    about = models.CharField(max_length=8)
    sealed_wrong = sealed()
    sealed_should = sealed()
    sealed_line = sealed()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, default="asked")

    class Meta:
        constraints = [
            *sealed_columns("correction", "sealed_wrong", "sealed_should", "sealed_line"),
            one_of("correction", "about", ABOUT),
            one_of("correction", "state", STATES),
        ]
        indexes = [models.Index(fields=["person", "state"])]


class CorrectionStep(models.Model):
    """What happened to a request, numbered from 1. done_by is null for the person on their own side.

    sealed_words are the answer, or the person's statement that they disagree. *looking* has none.
    """

    id = key()
    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    sealed_words = sealed()
    done_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("correction_step", "sealed_words"),
            one_of("correction_step", "kind", STEPS),
            models.UniqueConstraint(fields=["correction", "number"], name="correction_steps_in_order"),
            models.CheckConstraint(
                name="correction_answered_and_disagreed_with_words",
                condition=models.Q(kind="looking") | models.Q(sealed_words__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_disagreed_by_the_person",
                condition=models.Q(kind="disagreed", done_by__isnull=True)
                | (~models.Q(kind="disagreed") & models.Q(done_by__isnull=False)),
            ),
        ]
