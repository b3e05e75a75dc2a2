"""A person, and what is known of how to reach and meet them well."""

import uuid

from django.db import models

from alongside.domain.people.kinds import Jurisdiction
from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager


class Person(models.Model):
    """Somebody under supervision. Everything that names them is sealed.

    sealed_name is JSON: given_names, family_name, preferred_name, said_as, pronouns.
    sealed_needs is JSON: languages, communication, access, to_know (each a sentence or empty).
    """

    id = key()
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed_name = sealed()
    sealed_born_on = sealed()
    sealed_needs = sealed()
    jurisdiction = models.CharField(max_length=20, choices=[(j.value, j.value) for j in Jurisdiction])
    is_child = models.BooleanField(default=False)
    contact_days = models.PositiveSmallIntegerField(default=14)
    created_at = models.DateTimeField()
    import_batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *sealed_columns("person", "sealed_name", "sealed_born_on", "sealed_needs"),
            one_of("person", "jurisdiction", [j.value for j in Jurisdiction]),
        ]

    def __str__(self) -> str:
        return f"person {self.id}"


class Identifier(models.Model):
    """A number another service knows the person by. The blind value finds it without opening it.

    contested: somebody else had the number already when it was given. Refusing it would tell an excluded worker that
    the other record exists.
    """

    id = key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    sealed_scheme = sealed()
    sealed_value = sealed()
    blind = models.BinaryField(max_length=32)
    contested = models.BooleanField(default=False)

    class Meta:
        constraints = [
            *sealed_columns("identifier", "sealed_scheme", "sealed_value"),
            models.UniqueConstraint(fields=["blind"], condition=models.Q(contested=False), name="identifier_once"),
        ]


class BlindEntry(models.Model):
    """The blind index over exact name and date of birth."""

    id = key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blind_entries")
    blind = models.BinaryField(max_length=32, db_index=True)


class ContactRoute(models.Model):
    """A way to reach the person, with what is safe to do with it."""

    KINDS = [("phone", "Phone"), ("email", "Email"), ("address", "Address")]

    id = key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_routes")
    kind = models.CharField(max_length=10, choices=KINDS)
    sealed_value = sealed()
    sealed_shared_with = sealed()
    safe_to_write = models.BooleanField(default=False)
    safe_to_ring = models.BooleanField(default=False)
    safe_to_text = models.BooleanField(default=False)
    safe_to_leave_message = models.BooleanField(default=False)
    last_confirmed_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *sealed_columns("contact_route", "sealed_value", "sealed_shared_with"),
            one_of("contact_route", "kind", ["phone", "email", "address"]),
        ]


class WhatMatters(models.Model):
    """What matters to me, in the person's words. Rows are added, never changed, but for the date they were read back.

    Without written_by the person wrote it themselves, on their own side.
    """

    id = key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="what_matters")
    sealed_words = sealed()
    said_on = models.DateField()
    read_back_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [*sealed_columns("what_matters", "sealed_words")]
