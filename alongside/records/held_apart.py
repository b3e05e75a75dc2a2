"""What is held apart while something about it is settled, why, and who opened it meanwhile.

A table of which rows can be held apart has the column `held_apart` and two managers. `objects` leaves such rows out, so that a
query that forgets shows too little; `everything` has all of them and is named only where `tests/architecture` lists it.
"""

from typing import Any, TypeVar

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

M = TypeVar("M", bound=models.Model)
GROUNDS = ["accuracy", "unlawful", "claim", "objection"]
STATES = ["asked", "held", "refused", "lifted"]
CAME_BY = ["own_side", "meeting", "letter"]
TOLD = ["", "spoken", "letter", "other"]
PURPOSES = ["handling", "claim", "protect", "agreed"]


class HeldApartField(models.BooleanField):  # type: ignore[type-arg]  # not generic when the program runs
    """Whether a row is held apart. Saving the row never changes it: only an update that names it does.

    Somebody who read the row before it was held and saves it after would otherwise put it into use again.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"default": False, "editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return no for a new row, and for another what the database says."""
        return False if add else models.F(self.attname)


class InUseManager(models.Manager[M]):
    """Leaves out what is held apart. The condition is on the row itself: no query more, and no join."""

    def get_queryset(self) -> "models.QuerySet[M]":
        """Return every row that is in use."""
        return super().get_queryset().filter(held_apart=False)


class HoldApart(models.Model):
    """A request to hold something apart, the answer, and how it ended. Never deleted and never written over.

    sealed_words is what it is about. asked_by is whoever wrote it down, null for the person on their own side. due_on is the
    last day for an answer. correction is what the person asked to be put right about the same thing, if they did.
    told_how and told_on say how and when the person was told before it was lifted.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="holds_apart")
    ground = models.CharField(max_length=10)
    came_by = models.CharField(max_length=10)
    sealed_words = sealed()
    correction = models.ForeignKey("Correction", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, default="asked")
    sealed_answer = sealed()
    decided_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=8, default="", blank=True)
    told_on = models.DateField(null=True, blank=True)
    sealed_lifted = sealed()
    lifted_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *sealed_columns("hold_apart", "sealed_words", "sealed_answer", "sealed_lifted"),
            one_of("hold_apart", "ground", GROUNDS),
            one_of("hold_apart", "came_by", CAME_BY),
            one_of("hold_apart", "state", STATES),
            one_of("hold_apart", "told_how", TOLD),
            models.CheckConstraint(
                name="hold_apart_decided_with_words",
                condition=models.Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    models.Q(decided_by__isnull=False, decided_at__isnull=False, sealed_answer__isnull=False)
                    & ~models.Q(state="asked")
                ),
            ),
            models.CheckConstraint(
                name="hold_apart_lifted_after_the_person_was_told",
                condition=(models.Q(lifted_at__isnull=True, lifted_by__isnull=True) & ~models.Q(state="lifted"))
                | (
                    models.Q(state="lifted", lifted_at__isnull=False, lifted_by__isnull=False, told_on__isnull=False)
                    & models.Q(sealed_lifted__isnull=False)
                    & ~models.Q(told_how="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]


class HeldItem(models.Model):
    """One row that a hold keeps out of use: the name of its table and its id. along: it belongs to one that was chosen."""

    id = key()
    hold = models.ForeignKey(HoldApart, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=30)
    row = models.UUIDField()
    along = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hold", "source", "row"], name="held_once_by_a_hold")]
        indexes = [models.Index(fields=["source", "row"])]


class HoldOpening(models.Model):
    """That somebody opened a thing for a request, what for, and the reason they gave. Rows are added, never changed."""

    id = key()
    hold = models.ForeignKey(HoldApart, on_delete=models.CASCADE, related_name="openings")
    source = models.CharField(max_length=30)
    row = models.UUIDField()
    purpose = models.CharField(max_length=10)
    sealed_reason = sealed()
    opened_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("hold_opening", "sealed_reason"),
            one_of("hold_opening", "purpose", PURPOSES),
            models.CheckConstraint(name="hold_opened_with_a_reason", condition=models.Q(sealed_reason__isnull=False)),
        ]
