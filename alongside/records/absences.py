"""What was done when somebody did not come."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

DECISIONS = ["", "excused", "not_excused"]
STEPS = ["worried", "deadline", "sought", "tried", "offered", "hard", "next", "decided", "told", "challenge", "follows"]


class Absence(models.Model):
    """One missed session, looked into. It holds where things stand; the steps hold every word that was written.

    worried_at is when *I am worried about risk now* was pressed first, and by whom. deadline_on is the day the service
    sets: software shows it and neither moves nor hides it. decision is the practitioner's own.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="absences")
    session = models.OneToOneField("Session", on_delete=models.CASCADE, related_name="absence")
    begun_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    worried_at = models.DateTimeField(null=True, blank=True)
    worried_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    deadline_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=12, default="", blank=True, choices=[(d, d) for d in DECISIONS])
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("absence", "decision", DECISIONS),
            models.CheckConstraint(
                name="absence_decision_has_an_author",
                condition=models.Q(decision="") | models.Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "begun_at"])]


class AbsenceStep(models.Model):
    """One thing that was written down or pressed. Rows are added, never changed: the last of its kind stands.

    sealed_body is JSON: words, and for *tried* the ways that were used.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="absence_steps")
    absence = models.ForeignKey(Absence, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in STEPS])
    sealed_body = sealed()
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("absence_step", "sealed_body"),
            one_of("absence_step", "kind", STEPS),
            models.UniqueConstraint(fields=["absence", "number"], name="absence_steps_are_numbered"),
        ]
