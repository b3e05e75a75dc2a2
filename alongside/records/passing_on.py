"""What was passed on about a person, and what came after."""

from django.db import models

from alongside.domain.passing_on import Ground, Step
from alongside.records.columns import key, one_of, sealed, sealed_columns


class PassedOn(models.Model):
    """One thing that left. Never deleted and never written over: its steps correct it beside.

    sealed_body is JSON: what, agency, person, role, law (of another law) and left_out (what was not needed). told_on is null
    while the person has not been told, and then review_on is the day to ask again. Both are those of today: the steps tell
    how they came about.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="passed_on")
    on = models.DateField()
    ground = models.CharField(max_length=14)
    agreement = models.ForeignKey("Agreement", null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    sealed_body = sealed()
    told_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("passed_on", "sealed_body"),
            one_of("passed_on", "ground", [ground.value for ground in Ground]),
            models.CheckConstraint(
                name="passed_on_agreement_is_the_ground",
                condition=models.Q(ground="agreement", agreement__isnull=False)
                | (~models.Q(ground="agreement") & models.Q(agreement__isnull=True)),
            ),
            models.CheckConstraint(
                name="passed_on_told_or_reviewed",
                condition=models.Q(told_on__isnull=False, review_on__isnull=True)
                | models.Q(told_on__isnull=True, review_on__isnull=False),
            ),
        ]


class PassedOnStep(models.Model):
    """What happened after, numbered from 1, with its day and who wrote it down when."""

    id = key()
    passed_on = models.ForeignKey(PassedOn, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    sealed_words = sealed()
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("passed_on_step", "sealed_words"),
            one_of("passed_on_step", "kind", [step.value for step in Step]),
            models.UniqueConstraint(fields=["passed_on", "number"], name="passed_on_steps_in_order"),
        ]
