"""The key store, in a database of its own with backups of at most 35 days."""

from django.db import models
from django.utils import timezone


class WrappedKey(models.Model):
    """One person's data key, wrapped by the key-encryption key. Useless without the key file."""

    subject_id = models.UUIDField(primary_key=True)
    kek_id = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"key of {self.subject_id}"


class KekInUse(models.Model):
    """The one row that says which key-encryption key new data keys are wrapped by, and the lock under which that changes.

    A process that has not read the key file since a rotation would go on with the former key, which is then dropped.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    kek_id = models.CharField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(name="only_one_kek_in_use", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"key-encryption key {self.kek_id}"


class ShreddedKey(models.Model):
    """The register of keys destroyed on purpose, replayed after any restore."""

    subject_id = models.UUIDField(primary_key=True)
    shredded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"shredded key of {self.subject_id}"
