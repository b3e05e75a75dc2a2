"""Incidents that affect personal data, each under a key of its own, and who asked how far one reaches."""

from django.db import models

from alongside.domain.incidents import Ico, Step
from alongside.records.columns import key, one_of, sealed, sealed_columns


class Incident(models.Model):
    """Its id is the subject of a data key of its own, because it is about several people and belongs to none of them.

    member is the account it is about, if it is about one: whoever that is, is not let in. ico, is_closed and aware_at say what the
    steps say, so that lists and clocks find it. people_count is how many people were named, and stays when one is erased.
    """

    id = key()
    member = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    aware_at = models.DateTimeField()
    ico = models.CharField(max_length=12, default=Ico.WAITS.value)
    is_closed = models.BooleanField(default=False)
    people_count = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("incident", "ico", [one.value for one in Ico])]
        indexes = [models.Index(fields=["is_closed", "aware_at"])]


class IncidentStep(models.Model):
    """What was written down or done, numbered from 1. None is changed. sealed_body is JSON, under the key of the incident."""

    id = key()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    sealed_body = sealed()
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("incident_step", "sealed_body"),
            one_of("incident_step", "kind", [step.value for step in Step]),
            models.CheckConstraint(name="incident_step_says", condition=models.Q(sealed_body__isnull=False)),
            models.UniqueConstraint(fields=["incident", "number"], name="incident_steps_in_order"),
        ]


class IncidentPerson(models.Model):
    """Somebody whose data it is about. told_on is the day they were told."""

    id = key()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="once_in_an_incident")]


class IncidentDraft(models.Model):
    """What one officer has typed of an incident and not saved, under a key of that officer's. See FormDraft."""

    id = key()
    author = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("incident_draft", "sealed_body", "sealed_other"),
            models.UniqueConstraint(fields=["author"], name="one_incident_draft_per_author"),
        ]


class ReachQuery(models.Model):
    """Somebody asked who saw or could see what between two moments: of one person, by one account, or both.

    own_doors: it is about the person's own cards and links, and the person asked for it. sealed_words is under the key of
    whomever it is about: the person if there is one.
    """

    id = key()
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.CASCADE, related_name="queries")
    asked_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    person = models.ForeignKey("Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    own_doors = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    sealed_words = sealed()

    class Meta:
        constraints = [
            *sealed_columns("reach_query", "sealed_words"),
            models.CheckConstraint(
                name="reach_query_about_somebody",
                condition=models.Q(person__isnull=False) | models.Q(member__isnull=False),
            ),
            models.CheckConstraint(name="reach_query_ends_later", condition=models.Q(until__gt=models.F("since"))),
        ]
