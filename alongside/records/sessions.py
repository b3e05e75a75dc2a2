"""Planned and held meetings, what was written about them, and drafts."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager
from alongside.records.published import PublishedManager

ATTENDANCE = ["planned", "attended", "missed", "cancelled"]


class Session(models.Model):
    """A planned or held meeting. practitioner is whoever holds it.

    The place is sealed because it may be somebody's home. sealed_agenda is JSON: practitioner and person, each a list of
    points that this side brings. declined is what the practitioner heard: *not today*, said aloud to the offer of a
    check-in. What was done on the device is never written here.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="sessions")
    relationship = models.ForeignKey("Relationship", on_delete=models.PROTECT, related_name="sessions")
    practitioner = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    sealed_place = sealed()
    attendance = models.CharField(max_length=10, default="planned", choices=[(a, a) for a in ATTENDANCE])
    sealed_agenda = sealed()
    sealed_absence = sealed()
    declined = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    import_batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PublishedManager()
    staged = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("session", "sealed_place", "sealed_agenda", "sealed_absence"),
            one_of("session", "attendance", ATTENDANCE),
        ]
        indexes = [models.Index(fields=["person", "planned_at"]), models.Index(fields=["practitioner", "planned_at"])]


class Note(models.Model):
    """What was written about a session. A correction is a new note that names the one it replaces.

    sealed_body is a JSON list of statements in their order, each with kind (said, noticed, fact, judgement), text and source.
    begun_by is whoever wrote the first words, when the case was moved before they were finished.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="notes")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey("User", on_delete=models.PROTECT, related_name="notes")
    begun_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed_body = sealed()
    written_at = models.DateTimeField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [*sealed_columns("note", "sealed_body")]
        indexes = [models.Index(fields=["person", "-written_at"])]


class Draft(models.Model):
    """Unfinished words of one author about one session. Two open tabs are told apart by the revision and the tab.

    sealed_body is JSON: statements (as in a note) and tab. sealed_other is JSON: statements, tab and at, and keeps what
    another tab sent until the author has chosen. begun_by is whoever wrote the first words, when the case was moved
    since. replaces is the note that this will correct.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="drafts")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey("User", on_delete=models.CASCADE, related_name="drafts")
    begun_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey(Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("draft", "sealed_body", "sealed_other"),
            models.UniqueConstraint(
                fields=["session", "author"], condition=models.Q(held_apart=False), name="one_draft_per_author"
            ),
        ]
