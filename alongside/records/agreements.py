"""What a person was asked to agree to, and every answer they gave."""

from django.db import models

from alongside.domain.agreements import Answer, How, Matter
from alongside.records.columns import key, one_of, sealed, sealed_columns


class Agreement(models.Model):
    """One thing that was asked. Never deleted. sealed_about says to whom something would go or who would come, if anybody."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="agreements")
    matter = models.CharField(max_length=12)
    sealed_about = sealed()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("agreement", "sealed_about"),
            one_of("agreement", "matter", [matter.value for matter in Matter]),
        ]


class AgreementAnswer(models.Model):
    """One answer, numbered from 1 and never written over. There is no column for what follows from it.

    wording and language say in which words it was asked. asked_by is null when the person said it on their own side.
    sealed_words are what they said beside it, which nobody has to say.
    """

    id = key()
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=10)
    wording = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    how = models.CharField(max_length=8)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    sealed_words = sealed()
    asked_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("agreement_answer", "sealed_words"),
            one_of("agreement_answer", "answer", [answer.value for answer in Answer]),
            one_of("agreement_answer", "language", ["en", "cy"]),
            one_of("agreement_answer", "how", [how.value for how in How]),
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_answers_in_order"),
            models.CheckConstraint(
                name="agreement_answered_by_somebody",
                condition=models.Q(how="own_side", asked_by__isnull=True)
                | (~models.Q(how="own_side") & models.Q(asked_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="agreement_until_only_for_a_yes", condition=models.Q(until__isnull=True) | models.Q(answer="yes")
            ),
        ]
