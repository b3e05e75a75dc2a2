"""Rules that take access away, and the dated authority of an inspector. A lifted rule stays as history."""

from django.db import models

from alongside.records.columns import ends_after_start, key, sealed, sealed_columns


class Exclusion(models.Model):
    """This user may not know that this person's record exists. Nothing overrides it."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="exclusions")
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="exclusions")
    sealed_reason = sealed()
    sealed_lift_reason = sealed()
    set_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *sealed_columns("exclusion", "sealed_reason", "sealed_lift_reason"),
            models.UniqueConstraint(
                fields=["person", "user"], condition=models.Q(lifted_at__isnull=True), name="one_live_exclusion"
            ),
        ]


class Restriction(models.Model):
    """Only the people on its list may open this record, whatever their relation."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="restrictions")
    sealed_reason = sealed()
    sealed_lift_reason = sealed()
    set_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *sealed_columns("restriction", "sealed_reason", "sealed_lift_reason"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(lifted_at__isnull=True), name="one_live_restriction"
            ),
        ]


class RestrictionMember(models.Model):
    """Somebody on the list of a restriction."""

    id = key()
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "user"], name="once_on_a_list")]


class Conflict(models.Model):
    """A worker says: I know this person. The blind value of name and birth date waits for a person who is not there yet.

    It counts from the moment it is said. Confirmed means that a supervisor has seen it and leaves it as it is.
    """

    id = key()
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey("Person", null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts")
    blind = models.BinaryField(max_length=32, db_index=True)
    declared_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed_lift_reason = sealed()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [*sealed_columns("conflict", "sealed_lift_reason")]


class ProposedInspection(models.Model):
    """An inspection that one administrator proposed and another has not agreed to. It opens nothing."""

    id = key()
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey("Team", on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    proposed_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [ends_after_start("proposed_inspection")]


class DatedAuthority(models.Model):
    """An inspector may read one team's records between two dates."""

    id = key()
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="authorities")
    team = models.ForeignKey("Team", on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    granted_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [ends_after_start("authority")]
