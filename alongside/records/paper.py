"""Check-ins on paper: who may type a person's sheets, and which sheets were typed."""

from django.db import models

from alongside.records.columns import key


class PaperTypist(models.Model):
    """Somebody on the staff whom the supervisor named to type one person's sheets. One that ended stays as history."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="paper_typists")
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user"], condition=models.Q(ended_at__isnull=True), name="one_live_paper_typist"
            ),
            models.CheckConstraint(
                name="paper_typist_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]


class TypedSheet(models.Model):
    """That a sheet about one session was typed in, by whom and when. Nothing of what is on it.

    check_in holds its answers, and is empty when the sheet said *not today*. There is one sheet for a session.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField("Session", on_delete=models.CASCADE, related_name="typed_sheet")
    check_in = models.OneToOneField(
        "CheckIn", null=True, blank=True, on_delete=models.CASCADE, related_name="typed_sheet"
    )
    written_on = models.DateField()
    typed_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["typed_by", "-typed_at"])]
