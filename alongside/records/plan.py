"""The plan of two people, version by version."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

ANSWERS_OF_THE_PERSON = ["", "agrees", "does_not", "could_not"]
ANSWERS_OF_STAFF = ["", "agrees", "does_not"]


class PlanVersion(models.Model):
    """One version of a person's plan, whole and sealed, numbered from 1. None is ever written over or deleted.

    plan counts the clean starts: 1 is the first plan, and a later one begins with nothing on it. What both say to a plan
    makes a version of its own, and only such a version has answers.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField()
    plan = models.PositiveSmallIntegerField(default=1)
    sealed_body = sealed()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    person_says = models.CharField(max_length=10, blank=True, default="")
    sealed_person_words = sealed()
    staff_says = models.CharField(max_length=10, blank=True, default="")
    sealed_staff_reason = sealed()

    class Meta:
        constraints = [
            *sealed_columns("plan_version", "sealed_body", "sealed_person_words", "sealed_staff_reason"),
            one_of("plan_version", "person_says", ANSWERS_OF_THE_PERSON),
            one_of("plan_version", "staff_says", ANSWERS_OF_STAFF),
            models.CheckConstraint(
                name="plan_version_answered_by_both_or_none",
                condition=models.Q(person_says="", staff_says="")
                | (~models.Q(person_says="") & ~models.Q(staff_says="")),
            ),
            models.UniqueConstraint(fields=["person", "number"], name="plan_versions_in_order"),
        ]
