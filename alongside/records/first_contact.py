"""A first meeting: what was said in each of its steps, and what both said to the working agreement."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

STEPS = [
    "before", "room", "jobs", "limits", "decisions", "matters", "not_chosen", "agenda", "useful", "check_in", "contact",
    "known", "close", "yourself",
]  # fmt: skip
ANSWERS_OF_THE_PERSON = ["agrees", "does_not", "could_not"]
ANSWERS_OF_STAFF = ["agrees", "does_not"]
LANGUAGES = ["en", "cy"]


class FirstContact(models.Model):
    """One for each person. It begins with the first words or the first tick, and nothing waits for its end."""

    id = key()
    person = models.OneToOneField("Person", on_delete=models.CASCADE, related_name="first_contact")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")


class FirstContactStep(models.Model):
    """One step in which something was said or ticked.

    sealed_body is JSON: words by box, outcome, spoken_in, interpreter, script and limits (the versions of what was explained) and tab.
    sealed_other is the same from another device that saved in between, with by and at, until somebody has chosen.
    ticked_at is null while the step is not ticked.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    first_contact = models.ForeignKey(FirstContact, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *sealed_columns("first_contact_step", "sealed_body", "sealed_other"),
            one_of("first_contact_step", "step", STEPS),
            models.UniqueConstraint(fields=["first_contact", "step"], name="one_row_for_each_step"),
            models.CheckConstraint(
                name="first_contact_step_ticked_by_somebody",
                condition=models.Q(ticked_at__isnull=True, ticked_by__isnull=True)
                | models.Q(ticked_at__isnull=False, ticked_by__isnull=False),
            ),
        ]


class WorkingAgreement(models.Model):
    """The working agreement as it was on the day both said what they say to it. Numbered from 1 and never written over.

    sealed_body is JSON: its lines, each with section, voice and text. language is that of the headings they read.
    sealed_person_words are what the person said beside their answer. sealed_staff_reason is the reason of the staff.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    first_contact = models.ForeignKey(FirstContact, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    sealed_body = sealed()
    language = models.CharField(max_length=2, default="en")
    person_says = models.CharField(max_length=10)
    sealed_person_words = sealed()
    staff_says = models.CharField(max_length=10)
    sealed_staff_reason = sealed()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *sealed_columns("working_agreement", "sealed_body", "sealed_person_words", "sealed_staff_reason"),
            one_of("working_agreement", "language", LANGUAGES),
            one_of("working_agreement", "person_says", ANSWERS_OF_THE_PERSON),
            one_of("working_agreement", "staff_says", ANSWERS_OF_STAFF),
            models.UniqueConstraint(fields=["first_contact", "number"], name="working_agreements_in_order"),
        ]
