"""Needs that somebody else meets."""

from django.db import models

from alongside.domain.assessment import Area
from alongside.domain.referrals import Step
from alongside.records.columns import key, one_of, sealed, sealed_columns


class Referral(models.Model):
    """A need that another service was asked to meet. Never deleted. How it stands is told by its steps.

    sealed_to is the service, by what it does; sealed_need is what it is for.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="referrals")
    area = models.CharField(max_length=24)
    sealed_to = sealed()
    sealed_need = sealed()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("referral", "sealed_to", "sealed_need"),
            one_of("referral", "area", [area.value for area in Area]),
        ]


class ReferralStep(models.Model):
    """What happened to a referral, numbered from 1, with its day, and who wrote it down when."""

    id = key()
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    on = models.DateField()
    sealed_words = sealed()
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("referral_step", "sealed_words"),
            one_of("referral_step", "kind", [step.value for step in Step]),
            models.UniqueConstraint(fields=["referral", "number"], name="referral_steps_in_order"),
        ]
