"""The conversation about risks, needs and strengths: versions, both voices of each answer, and how it was signed."""

from django.db import models

from alongside.records.check_ins import ASKED_IN
from alongside.records.columns import key, one_of, sealed, sealed_columns

INTERPRETERS = ["", "nobody", "professional", "known"]
STEPS = ["begun", "stopped", "returned", "consent", "completed", "reopened", "person_said", "signed", "second_signed"]


class Assessment(models.Model):
    """One version. Only one of a person is not signed yet, and a signed one is never written over.

    consent is what the person said to talking about what happened to them; on_copy, whether they want it on their copy.
    spoken_in and interpreter: in which language it was held, and who interpreted.
    stopped_at: they stopped, at stopped_place, and have not come back yet. person_says is what the person says of the
    whole, sealed_dissent their words about it, or the reason of staff why they could not answer.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    begun_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    consent = models.CharField(max_length=10, default="", blank=True)
    on_copy = models.BooleanField(default=False)
    spoken_in = models.CharField(max_length=5, default="", blank=True)
    interpreter = models.CharField(max_length=12, default="", blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_place = models.CharField(max_length=30, default="", blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    person_says = models.CharField(max_length=16, default="", blank=True)
    sealed_dissent = sealed()
    person_said_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    sealed_second = sealed()

    class Meta:
        constraints = [
            *sealed_columns("assessment", "sealed_dissent", "sealed_second"),
            one_of("assessment", "consent", ["", "yes", "not_today", "no"]),
            one_of("assessment", "spoken_in", ASKED_IN),
            one_of("assessment", "interpreter", INTERPRETERS),
            one_of("assessment", "person_says", ["", "agrees", "does_not", "could_not_answer"]),
            models.UniqueConstraint(fields=["person", "number"], name="assessment_versions_in_order"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(signed_at__isnull=True), name="one_assessment_under_way"
            ),
            models.CheckConstraint(
                name="assessment_signed_when_both_have_spoken",
                condition=models.Q(signed_at__isnull=True, signed_by__isnull=True, second_at__isnull=True)
                | (models.Q(signed_by__isnull=False, completed_at__isnull=False) & ~models.Q(person_says="")),
            ),
            models.CheckConstraint(
                name="assessment_second_signature_has_a_name",
                condition=models.Q(second_at__isnull=True, second_by__isnull=True)
                | models.Q(second_at__isnull=False, second_by__isnull=False),
            ),
        ]


class AssessmentAnswer(models.Model):
    """What one voice said to one question of one version. The words are never written over by another pair of hands.

    sealed_body is JSON: options, words, source, standing, apart, and the tab it was typed in. sealed_other is the same
    with at, and keeps what somebody else, or another tab, sent until somebody has chosen. carried: as it was in the
    version before.
    """

    id = key()
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)
    voice = models.CharField(max_length=12)
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    carried = models.BooleanField(default=False)
    saved_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    other_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *sealed_columns("assessment_answer", "sealed_body", "sealed_other"),
            one_of("assessment_answer", "voice", ["person", "practitioner"]),
            models.UniqueConstraint(fields=["assessment", "question", "voice"], name="one_answer_per_voice"),
        ]


class AssessmentStep(models.Model):
    """What happened to one version, numbered from 1, dated and attributed.

    place is the area or the conversation it happened in, and for a step *consent* what was said.
    """

    id = key()
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14)
    place = models.CharField(max_length=30, default="", blank=True)
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("assessment_step", "kind", STEPS),
            models.UniqueConstraint(fields=["assessment", "number"], name="assessment_steps_in_order"),
        ]
