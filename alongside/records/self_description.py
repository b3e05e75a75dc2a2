"""How a person describes themselves. Nobody on the staff reads it."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class SelfDescription(models.Model):
    """The one description of a person, sealed as a whole. It is written over and taken back as they like: it is theirs."""

    id = key()
    person = models.OneToOneField("Person", on_delete=models.CASCADE, related_name="self_description")
    sealed_body = sealed()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [*sealed_columns("self_description", "sealed_body")]
