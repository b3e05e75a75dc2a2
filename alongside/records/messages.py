"""Reminders that a person wants, and what was sent of them. Never the words, the link or where it went."""

from django.db import models

from alongside.records.columns import key, one_of

LANGUAGES = ["en", "cy"]
REASONS_ENDED = ["", "staff", "person", "failed", "route", "worker_left", "agreement"]
KINDS = ["tomorrow", "changed", "called_off", "check_in"]
STATES = ["sending", "waiting", "sent", "failed"]


class ReminderPlan(models.Model):
    """That a person wants reminders by one way, since they saw with their worker what is sent. One is live at a time.

    started_by answers for what is sent: when they may not set up this person's door any more, nothing is sent. ended_because:
    "failed" for a way that does not work, "route" for one that is not safe or confirmed any more, "agreement" for a yes to
    texts that was taken back.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="reminder_plans")
    route = models.ForeignKey("ContactRoute", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    started_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=12, default="", blank=True)

    class Meta:
        constraints = [
            one_of("reminder_plan", "language", LANGUAGES),
            one_of("reminder_plan", "ended_because", REASONS_ENDED),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="one_live_reminder_plan"
            ),
            models.CheckConstraint(
                name="reminder_plan_ended_for_a_reason",
                condition=models.Q(ended_at__isnull=True, ended_because="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_because="")),
            ),
        ]


class Message(models.Model):
    """One reminder: of what kind, about which meeting, for what time of it, and what became of it.

    The row is there before anything is sent, and once for a kind, a meeting and a time: two workers cannot send one twice.
    One that is *sending* when the process dies stays so and is never sent again.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="messages")
    plan = models.ForeignKey(ReminderPlan, on_delete=models.CASCADE, related_name="messages")
    session = models.ForeignKey("Session", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="sending")
    tries = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("message", "kind", KINDS),
            one_of("message", "state", STATES),
            models.UniqueConstraint(fields=["session", "kind", "starts_at"], name="message_once"),
            models.CheckConstraint(
                name="message_waits_until", condition=~models.Q(state="waiting") | models.Q(try_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["state", "try_at"])]
