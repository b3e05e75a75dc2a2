"""Notes that only named people open: their versions, who is named, who opened them, and what became of them."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

STATES = ["sealed", "unsealed", "ended"]
REVIEWS = ["keep", "unseal", "end"]


class SealedNote(models.Model):
    """keeper is who answers for it: its author, until a supervisor names somebody else.

    review_on is the day on which it is looked at again, follow_up_on the first day by which an open decision is to be made.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    review_on = models.DateField()
    follow_up_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, default="sealed", choices=[(s, s) for s in STATES])

    class Meta:
        constraints = [one_of("sealed_note", "state", STATES)]
        indexes = [models.Index(fields=["keeper", "state"])]


class SealedNoteVersion(models.Model):
    """What the note says from then on. None is changed: a correction stands beside what it corrects.

    sealed_body is JSON: statements (as in a note), and under harm and safeguarding what was decided.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(SealedNote, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("sealed_note_version", "sealed_body"),
            models.CheckConstraint(name="sealed_note_version_says", condition=models.Q(sealed_body__isnull=False)),
            models.UniqueConstraint(fields=["note", "number"], name="sealed_note_versions_in_order"),
        ]


class SealedNoteReader(models.Model):
    """Somebody who may open the note while they stand to the person in a way that lets them."""

    id = key()
    note = models.ForeignKey(SealedNote, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "user"], condition=models.Q(ended_at__isnull=True), name="sealed_note_named_once"
            )
        ]


class SealedNoteOpening(models.Model):
    """Somebody other than the keeper opened it. seen_at is when the keeper saw that they did."""

    id = key()
    note = models.ForeignKey(SealedNote, on_delete=models.CASCADE, related_name="openings")
    opened_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["note", "-opened_at"])]


class SealedNoteReview(models.Model):
    """What was decided when it was looked at again, and why."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(SealedNote, on_delete=models.CASCADE, related_name="reviews")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=8, choices=[(r, r) for r in REVIEWS])
    sealed_because = sealed()
    review_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("sealed_note_review", "sealed_because"),
            one_of("sealed_note_review", "decision", REVIEWS),
            models.UniqueConstraint(fields=["note", "number"], name="sealed_note_reviews_in_order"),
        ]
