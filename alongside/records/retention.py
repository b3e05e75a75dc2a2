"""How long a record is kept, what holds it back, who asked to be erased, and what is left of an erasure."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

CASE_TYPES = ["order", "licence", "agreement", "none"]
COUNTED_FROM = ["end", "birth", "death"]
HOLD_GROUNDS = ["inquiry", "litigation", "complaint", "inspection", "public_inquiry", "request"]
HOLD_STEPS = ["placed", "reviewed", "lifted"]
REQUEST_STATES = ["asked", "agreed", "refused"]
ERASED_BECAUSE = ["schedule", "request"]


class RetentionSchedule(models.Model):
    """One decision of a service about one kind of record, numbered within its kind. Never changed: a later one follows.

    months is counted from counted_from. controller is who answers for these records. ground, source and approved_by are
    words about the service and about nobody's record.
    """

    id = key()
    case_type = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    counted_from = models.CharField(max_length=6)
    months = models.PositiveIntegerField()
    controller = models.CharField(max_length=200)
    ground = models.TextField(max_length=1_000)
    source = models.TextField(max_length=1_000)
    approved_by = models.CharField(max_length=200)
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("retention_schedule", "case_type", CASE_TYPES),
            one_of("retention_schedule", "counted_from", COUNTED_FROM),
            models.CheckConstraint(name="retention_schedule_keeps_a_month", condition=models.Q(months__gte=1)),
            models.UniqueConstraint(fields=["case_type", "number"], name="retention_schedules_in_order"),
        ]


class LegalHold(models.Model):
    """A record may not be erased until lifted_at, whatever else is decided. Its steps tell how it came about."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="legal_holds")
    ground = models.CharField(max_length=16)
    review_on = models.DateField()
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [one_of("legal_hold", "ground", HOLD_GROUNDS)]
        indexes = [models.Index(fields=["lifted_at", "review_on"])]


class LegalHoldStep(models.Model):
    """Why a hold was placed, kept after a review, or lifted, numbered from 1, in words."""

    id = key()
    hold = models.ForeignKey(LegalHold, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    sealed_words = sealed()
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("legal_hold_step", "sealed_words"),
            one_of("legal_hold_step", "kind", HOLD_STEPS),
            models.CheckConstraint(name="legal_hold_step_in_words", condition=models.Q(sealed_words__isnull=False)),
            models.UniqueConstraint(fields=["hold", "number"], name="legal_hold_steps_in_order"),
        ]


class ErasureRequest(models.Model):
    """What a person says who asks to be erased, with the day by which they hear what was decided, in words.

    asked_on is the day on which the service heard it, written_by whoever wrote down what came by letter or was said.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="erasure_requests")
    sealed_words = sealed()
    asked_on = models.DateField()
    written_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, default="asked")
    sealed_answer = sealed()
    decided_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *sealed_columns("erasure_request", "sealed_words", "sealed_answer"),
            one_of("erasure_request", "state", REQUEST_STATES),
            models.CheckConstraint(
                name="erasure_request_decided_with_words",
                condition=models.Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False, sealed_answer__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]


class Erasure(models.Model):
    """A proposal to erase a record, and once it is confirmed the work that is not finished. It goes with the person.

    counts says how many rows of which table are gone already.
    """

    id = key()
    person = models.OneToOneField("Person", on_delete=models.CASCADE, related_name="erasure")
    because = models.CharField(max_length=8)
    schedule = models.ForeignKey(RetentionSchedule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            one_of("erasure", "because", ERASED_BECAUSE),
            models.CheckConstraint(
                name="erasure_confirmed_by_a_second_person",
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~models.Q(confirmed_by=models.F("proposed_by"))
                ),
            ),
        ]


class ErasureCertificate(models.Model):
    """What is left of an erasure: that one was carried out, by which decision and by whom. Nothing about whose it was.

    ledger_entry is the id of its entry in the ledger, which knows a pseudonym that no longer leads to anybody.
    """

    id = key()
    number = models.PositiveIntegerField(unique=True)
    because = models.CharField(max_length=8)
    schedule = models.ForeignKey(RetentionSchedule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    erased_on = models.DateField()
    proposed_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    ledger_entry = models.UUIDField()

    class Meta:
        constraints = [
            one_of("erasure_certificate", "because", ERASED_BECAUSE),
            models.CheckConstraint(
                name="erasure_certificate_of_two_people",
                condition=~models.Q(confirmed_by=models.F("proposed_by")),
            ),
        ]
