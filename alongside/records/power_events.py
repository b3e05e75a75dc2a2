"""Uses of authority, how they were explained, and the conversations offered after them."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager

KINDS = ["warning", "breach", "recall", "court_report", "drug_test", "disclosure", "change_of_worker", "other"]
OUTCOMES = ["done", "not_wanted", "not_now"]


class PowerEvent(models.Model):
    """A warning, breach, recall, report to court, drug test, disclosure or change of worker, with one line about it.

    A correction is a new line that names the one it replaces. explained_on is the day the reason was given, in the words
    of sealed_explanation; sealed_challenge is how it can be challenged. contact_possible_from is for what takes somebody
    away, such as a recall: a conversation is offered within fourteen days of it. absence is what it followed from, if it
    was written down there.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="power_events")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    happened_on = models.DateField()
    sealed_line = sealed()
    explained_on = models.DateField(null=True, blank=True)
    sealed_explanation = sealed()
    sealed_challenge = sealed()
    contact_possible_from = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    absence = models.ForeignKey(
        "Absence", null=True, blank=True, on_delete=models.SET_NULL, related_name="power_events"
    )
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by")
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("power_event", "sealed_line", "sealed_explanation", "sealed_challenge"),
            one_of("power_event", "kind", KINDS),
        ]
        indexes = [models.Index(fields=["person", "happened_on"])]


class RepairConversation(models.Model):
    """What became of an offer to talk about a use of authority. Rows are added, never changed: the last one stands.

    on is the day it was talked about, or the day to ask again.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="repair_conversations")
    event = models.ForeignKey(PowerEvent, on_delete=models.CASCADE, related_name="conversations")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=[(o, o) for o in OUTCOMES])
    on = models.DateField(null=True, blank=True)
    sealed_words = sealed()
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("repair_conversation", "sealed_words"),
            one_of("repair_conversation", "outcome", OUTCOMES),
            models.CheckConstraint(
                name="repair_conversation_not_now_has_a_day",
                condition=~models.Q(outcome="not_now") | models.Q(on__isnull=False),
            ),
            models.UniqueConstraint(fields=["event", "number"], name="repair_conversations_are_numbered"),
        ]
