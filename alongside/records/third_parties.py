"""Details of somebody else that never travel with the person's record, under a key of that somebody's own."""

import uuid

from django.db import models

from alongside.records.columns import key, sealed, sealed_columns


class ThirdParty(models.Model):
    """Its id is the subject of a data key of its own, so that they can be erased and the person stays, or the other way round.

    pseudonym is how the ledger knows them. keeper answers for the entry: whoever added it, until a supervisor names another.
    """

    id = key()
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    keeper = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)


class ThirdPartyVersion(models.Model):
    """What is known of them from then on. None is changed. sealed_body is JSON, and says of which kind they are as well."""

    id = key()
    third_party = models.ForeignKey(ThirdParty, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("third_party_version", "sealed_body"),
            models.CheckConstraint(name="third_party_version_says", condition=models.Q(sealed_body__isnull=False)),
            models.UniqueConstraint(fields=["third_party", "number"], name="third_party_versions_in_order"),
        ]


class ThirdPartyReader(models.Model):
    """Somebody who may open it while they stand to the person in a way that lets them."""

    id = key()
    third_party = models.ForeignKey(ThirdParty, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["third_party", "user"], condition=models.Q(ended_at__isnull=True), name="third_party_named_once"
            )
        ]
