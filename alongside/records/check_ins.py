"""Answers about the relationship, from both sides."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager

AUDIENCES = ["", "worker", "supervisor", "totals"]
ASKED_IN = ["", "en", "cy", "other"]
STATES = ["offered", "completed"]


class CheckIn(models.Model):
    """One offer of a check-in and, when the person gave them, its answers. Packed: one JSON array, null means prefer not to say.

    While it is only offered, nothing about answers is here: answers are written in one step with the audience.
    language is that of the pages, asked_in what the practitioner said when the device changed hands. sealed_words
    answers the open question, never when the answers are only counted in totals. first_read_at is when the first of
    those who may read the words did.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="check_ins")
    relationship = models.ForeignKey("Relationship", on_delete=models.PROTECT, related_name="check_ins")
    session = models.OneToOneField("Session", on_delete=models.CASCADE, related_name="check_in")
    state = models.CharField(max_length=10, default="offered")
    audience = models.CharField(max_length=10, default="", blank=True)
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=10)
    language = models.CharField(max_length=5, default="en-gb")
    asked_in = models.CharField(max_length=5, default="", blank=True)
    interpreter = models.BooleanField(default=False)
    answers = models.JSONField(default=list, blank=True)
    felt_off = models.BooleanField(default=False)
    sealed_words = sealed()
    offered_at = models.DateTimeField()
    # Nobody when the person began it through their own door: staff pages may not show that there is anything then.
    offered_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    first_read_at = models.DateTimeField(null=True, blank=True)
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("check_in", "sealed_words"),
            models.CheckConstraint(
                name="check_in_words_have_a_reader",
                condition=models.Q(sealed_words__isnull=True) | models.Q(audience__in=["worker", "supervisor"]),
            ),
            one_of("check_in", "audience", AUDIENCES),
            one_of("check_in", "state", STATES),
            one_of("check_in", "asked_in", ASKED_IN),
            models.CheckConstraint(
                name="check_in_answers_have_an_audience",
                condition=models.Q(state="offered", audience="", completed_at__isnull=True)
                | (models.Q(state="completed", completed_at__isnull=False) & ~models.Q(audience="")),
            ),
        ]
        indexes = [models.Index(fields=["person", "audience", "completed_at"])]


class AnswerBack(models.Model):
    """What was done with what a person said, in a sentence they read on their side. One for a check-in, the last that was written.

    read_at: when the person first read these words.
    """

    id = key()
    check_in = models.OneToOneField(CheckIn, on_delete=models.CASCADE, related_name="answer_back")
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    sealed_words = sealed()
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [*sealed_columns("answer_back", "sealed_words")]


class PractitionerRating(models.Model):
    """The practitioner's two taps: how it was between us, and a guess at the person's answer. Author only.

    A rating that was skipped has neither. It is kept because it says that the author may now see the person's answers.
    """

    id = key()
    session = models.ForeignKey("Session", on_delete=models.CASCADE, related_name="ratings")
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")
    own = models.PositiveSmallIntegerField(null=True, blank=True)
    guess = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "author"], name="one_rating_per_author"),
            models.CheckConstraint(
                name="rating_in_range_or_skipped",
                condition=models.Q(own__isnull=True, guess__isnull=True)
                | models.Q(own__isnull=False, guess__isnull=False, own__lte=10, guess__lte=10),
            ),
        ]
