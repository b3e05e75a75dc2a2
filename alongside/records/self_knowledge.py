"""What a person knows about themselves. Nobody on the staff reads it."""

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class SelfKnowledge(models.Model):
    """One thing a person noticed or learned, sealed as a whole. It is written over and taken away as they like: it is theirs."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="self_knowledge")
    sealed_body = sealed()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [*sealed_columns("self_knowledge", "sealed_body")]
