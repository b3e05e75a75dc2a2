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


class ShreddedKey(models.Model):
    """The register of keys destroyed on purpose, replayed after any restore."""

    subject_id = models.UUIDField(primary_key=True)
    shredded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"shredded key of {self.subject_id}"
