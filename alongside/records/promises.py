"""What each side said they would do."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager

OUTCOMES = ["", "kept", "late", "broken", "let_go"]
STEPS = ["made", "changed_date", "settled", "reopened", "corrected", "said", "taken_over"]


class Promise(models.Model):
    """Something one side said they would do. Never deleted, and its words are never written over.

    side is who promised. made_by wrote it down, and is null when the person did on their own side. holder is who is to
    keep a promise of the practitioner's side: whoever made it, until somebody takes it over. due_on and the outcome are
    those of today, and the steps tell how they came about. goal_id and step_id say what on the plan it was made for: the plan
    is sealed whole, so they point to no row. agreed is for one let go together. taken_back_at: undone
    within ten minutes of being made, and shown nowhere since.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="promises")
    relationship = models.ForeignKey("Relationship", on_delete=models.PROTECT, related_name="promises")
    session = models.ForeignKey("Session", null=True, blank=True, on_delete=models.SET_NULL, related_name="promises")
    goal_id = models.UUIDField(null=True, blank=True)
    step_id = models.UUIDField(null=True, blank=True)
    side = models.CharField(max_length=12)
    sealed_words = sealed()
    due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, default="", blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed_explanation = sealed()
    agreed = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("promise", "sealed_words", "sealed_explanation"),
            one_of("promise", "side", ["person", "practitioner"]),
            one_of("promise", "outcome", OUTCOMES),
            models.CheckConstraint(
                name="promise_settled_with_an_outcome",
                condition=models.Q(settled_on__isnull=True, outcome="", settled_by__isnull=True)
                | (models.Q(settled_on__isnull=False) & ~models.Q(outcome="")),
            ),
            models.CheckConstraint(
                name="promise_for_a_step_is_for_its_goal",
                condition=models.Q(step_id__isnull=True) | models.Q(goal_id__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_agreed_when_let_go", condition=models.Q(agreed=False) | models.Q(outcome="let_go")
            ),
            models.CheckConstraint(
                name="promise_of_a_practitioner_is_held",
                condition=models.Q(side="person", holder__isnull=True)
                | models.Q(side="practitioner", holder__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "outcome", "due_on"])]


class PromiseStep(models.Model):
    """What happened to a promise, numbered from 1, dated and attributed. done_by is null for the person on their own side.

    due_on is the day the promise was for from then on. sealed_words are the explanation, or the new words of a step
    *corrected*.
    """

    id = key()
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14)
    outcome = models.CharField(max_length=8, default="", blank=True)
    due_on = models.DateField(null=True, blank=True)
    sealed_words = sealed()
    done_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("promise_step", "sealed_words"),
            one_of("promise_step", "kind", STEPS),
            one_of("promise_step", "outcome", OUTCOMES),
            models.UniqueConstraint(fields=["promise", "number"], name="promise_steps_in_order"),
        ]
