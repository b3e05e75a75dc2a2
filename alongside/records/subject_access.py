"""A request for what is held about somebody, what was decided about each item, and the copy that was made."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

LAWS = ["general", "law_enforcement"]
CAME_BY = ["letter", "meeting", "own_side", "somebody"]
IDENTITIES = ["", "known", "document", "door"]
STATES = ["open", "decided", "agreed", "given"]
GIVEN_BY = ["", "hand", "post", "secure"]
DECISIONS = ["give", "redact", "withhold"]
GROUNDS = ["", "others", "crime", "safety", "privilege", "court", "security", "not_theirs"]


class AccessRequest(models.Model):
    """What somebody asked to have a copy of, in their words. Without logged_by they asked on their own side.

    seen_by is the second officer who says that they did ask. Until then nothing is gathered for what an officer wrote down.
    The clock begins once identity is known. sealed_bundle is the copy as two people agreed on it, fixed from then on.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="access_requests")
    law = models.CharField(max_length=16, default="general")
    came_by = models.CharField(max_length=8)
    sealed_scope = sealed()
    asked_on = models.DateField()
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    identity = models.CharField(max_length=8, default="", blank=True)
    identity_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    sealed_extended = sealed()
    state = models.CharField(max_length=9, default="open")
    sealed_sent_back = sealed()
    sealed_bundle = sealed()
    agreed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=6, default="", blank=True)
    given_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *sealed_columns("access_request", "sealed_scope", "sealed_extended", "sealed_sent_back", "sealed_bundle"),
            one_of("access_request", "law", LAWS),
            one_of("access_request", "came_by", CAME_BY),
            one_of("access_request", "identity", IDENTITIES),
            one_of("access_request", "state", STATES),
            one_of("access_request", "given_by", GIVEN_BY),
            models.CheckConstraint(
                name="access_request_extended_with_a_reason",
                condition=models.Q(extended_on__isnull=True) | models.Q(sealed_extended__isnull=False),
            ),
            models.CheckConstraint(
                name="access_request_given_after_two_people_agreed",
                condition=~models.Q(state="given")
                | models.Q(agreed_by__isnull=False, sealed_bundle__isnull=False, given_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_on"])]


class AccessDecision(models.Model):
    """What was decided about one row of one table. Its record is not changed by it.

    sealed_body is JSON: the reason, what is kept of a text, and a fingerprint of what was read when it was decided.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="decisions")
    source = models.CharField(max_length=40)
    row = models.CharField(max_length=40)
    decision = models.CharField(max_length=8)
    ground = models.CharField(max_length=10, default="", blank=True)
    sealed_body = sealed()
    decided_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("access_decision", "sealed_body"),
            one_of("access_decision", "decision", DECISIONS),
            one_of("access_decision", "ground", GROUNDS),
            models.UniqueConstraint(fields=["request", "source", "row"], name="one_access_decision_an_item"),
            models.CheckConstraint(
                name="access_decision_kept_back_on_a_ground", condition=models.Q(decision="give") | ~models.Q(ground="")
            ),
        ]
