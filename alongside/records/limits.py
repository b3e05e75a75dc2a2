"""Each time the limits of confidentiality were gone through with a person."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns


class LimitsTold(models.Model):
    """One time. Never written over. version and language are those of the words that were on the page.

    sealed_body is JSON: what the person said back by question, and who was there.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="limits_told")
    version = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    spoken_in = models.CharField(max_length=5, default="", blank=True)
    interpreter = models.CharField(max_length=12, default="", blank=True)
    sealed_body = sealed()
    told_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("limits_told", "sealed_body"),
            one_of("limits_told", "language", ["en", "cy"]),
            one_of("limits_told", "spoken_in", ["", "en", "cy", "other"]),
            one_of("limits_told", "interpreter", ["", "nobody", "professional", "known"]),
        ]
