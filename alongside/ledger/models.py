"""Entries, insert only, and the checkpoints over them. There are no foreign keys outward."""

import secrets
import uuid
from typing import Any, Never

from django.db import models

SALT_BYTES = 16


class Immutable(Exception):
    """The ledger is only ever added to."""


def new_salt() -> bytes:
    """Return the random bytes that keep a leaf's hash from being guessed from a list of likely entries."""
    return secrets.token_bytes(SALT_BYTES)


class InsertOnlyQuerySet(models.QuerySet["Entry"]):
    """Refuses to change or delete entries. The sequencer alone may number them."""

    def update(self, **values: Any) -> int:
        raise Immutable

    def delete(self) -> Never:
        raise Immutable


class Entry(models.Model):
    """One fact: who did what to whose record, when, in which role and relation. Never any content.

    leaf and leaf_hash are empty until the sequencer has given the entry its place in the tree.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=14)
    action = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=120)
    relation = models.CharField(max_length=20)
    reason_code = models.CharField(max_length=40, blank=True)
    subjects = models.JSONField(default=list)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(db_index=True)
    salt = models.BinaryField(max_length=SALT_BYTES, default=new_salt)
    leaf = models.BigIntegerField(null=True, unique=True)
    leaf_hash = models.BinaryField(max_length=32, null=True)

    objects = InsertOnlyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_numbered_with_its_hash",
                condition=models.Q(leaf__isnull=True, leaf_hash__isnull=True)
                | models.Q(leaf__gte=0, leaf_hash__isnull=False),
            )
        ]

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse."""
        raise Immutable

    def save(self, **options: Any) -> None:
        """Insert the entry. Raises Immutable for one that is there already."""
        if not self._state.adding:
            raise Immutable
        super().save(**options)


class EntrySubject(models.Model):
    """Finds the entries about one person by their pseudonym. `ledger verify` holds it equal to Entry.subjects."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.UUIDField(db_index=True)


class TreeHead(models.Model):
    """The one row from which the tree grows on, and the lock that makes the sequencer single."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.CheckConstraint(name="only_one_tree_head", condition=models.Q(id=1))]


class Checkpoint(models.Model):
    """A signed statement of the tree's size and head, as the text that also leaves the database."""

    size = models.PositiveBigIntegerField(primary_key=True)
    note = models.TextField()
