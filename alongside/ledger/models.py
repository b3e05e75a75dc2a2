"""Entries, insert only. There are no foreign keys outward."""

import uuid

from django.db import models


class Entry(models.Model):
    """One fact: who did what to whose record, when, in which role and relation. Never any content."""

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


class EntrySubject(models.Model):
    """Finds the entries about one person by their pseudonym."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.UUIDField(db_index=True)
