"""A strain with its repair."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager

SOURCES = ["rule", "person", "practitioner"]
OUTCOMES = ["", "repaired", "partly", "open", "not_a_strain"]
STEPS = ["talked_about", "tried", "shared", "unshared", "closed", "reopened"]
HELP = ["helped", "helped_a_bit", "not_really", "worse"]


class Episode(models.Model):
    """A strain that the software noticed or somebody named.

    reasons is the structured finding of domain/strains, numbers and dates only.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="episodes")
    relationship = models.ForeignKey("Relationship", on_delete=models.PROTECT, related_name="episodes")
    check_in = models.OneToOneField("CheckIn", null=True, blank=True, on_delete=models.PROTECT, related_name="episode")
    source = models.CharField(max_length=12)
    rule_version = models.CharField(max_length=20, blank=True)
    reasons = models.JSONField(default=dict, blank=True)
    sealed_named = sealed()
    opened_at = models.DateTimeField()
    talked_about_on = models.DateField(null=True, blank=True)
    tried_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, default="", blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    person_told_at = models.DateTimeField(null=True, blank=True)
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("episode", "sealed_named"),
            one_of("episode", "source", SOURCES),
            one_of("episode", "outcome", OUTCOMES),
            models.CheckConstraint(
                name="shared_after_the_person_was_told",
                condition=models.Q(shared_at__isnull=True) | models.Q(person_told_at__isnull=False),
            ),
            models.CheckConstraint(
                name="episode_closed_with_an_outcome",
                condition=models.Q(closed_at__isnull=True, outcome="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(outcome="")),
            ),
            models.UniqueConstraint(
                fields=["relationship"],
                condition=models.Q(closed_at__isnull=True, held_apart=False),
                name="one_open_strain_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["person", "closed_at"])]


class EpisodeStep(models.Model):
    """Something that was done about a strain, dated and attributed, with words in the practitioner's hand.

    happened_on is the day it was done, done_at the moment it was written down. outcome is that of a step *closed*.
    """

    id = key()
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=14)
    outcome = models.CharField(max_length=12, default="", blank=True)
    happened_on = models.DateField()
    sealed_words = sealed()
    done_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("episode_step", "sealed_words"),
            one_of("episode_step", "kind", STEPS),
            one_of("episode_step", "outcome", OUTCOMES),
        ]


class HelpAnswer(models.Model):
    """Did that help? Each side once; neither is shown before both have answered."""

    id = key()
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="help_answers")
    side = models.CharField(max_length=12)
    answer = models.CharField(max_length=14)
    answered_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "side"], name="one_answer_a_side"),
            one_of("help_answer", "side", ["person", "practitioner"]),
            one_of("help_answer", "answer", HELP),
        ]
