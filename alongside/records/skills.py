"""The skills of a person: which were begun, how each went, what was written in an exercise, practice, and what keeps one back."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

ENTRIES = ["stage", "sure", "aside", "again", "serves"]


class Skill(models.Model):
    """A module that a person works on. Its title is kept, since a module may be renamed or go away meanwhile."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="skills")
    module = models.SlugField(max_length=60)
    sealed_title = sealed()
    begun_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("skill", "sealed_title"),
            models.UniqueConstraint(fields=["person", "module"], name="a_skill_is_begun_once"),
        ]


class SkillEntry(models.Model):
    """One thing in the history of a skill, numbered from 1: a stage, how sure, what it serves, put aside, taken up again."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ENTRIES])
    sealed_body = sealed()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("skill_entry", "sealed_body"),
            one_of("skill_entry", "kind", ENTRIES),
            models.UniqueConstraint(fields=["skill", "number"], name="skill_entries_in_order"),
        ]


class SkillExercise(models.Model):
    """An exercise as it was saved, with what was asked beside what was written. Saving it again is a row of its own."""

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="exercises")
    exercise = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    saved_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("skill_exercise", "sealed_body"),
            models.UniqueConstraint(fields=["skill", "exercise", "number"], name="skill_exercises_in_order"),
        ]


class SkillPractice(models.Model):
    """One time a person tried a skill in life. sent_id was made with the form it came by.

    Nobody on the staff wrote what the person sent from their own side, so it names no writer.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="practices")
    sent_id = models.UUIDField()
    sealed_body = sealed()
    written_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [*sealed_columns("skill_practice", "sealed_body")]


class AbuseNote(models.Model):
    """What is known of abuse or control, one way, as somebody on the staff noted it. None is changed.

    Which way it goes and what is known is sealed with the words: that there is a note says nothing.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    noted_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("abuse_note", "sealed_body"),
            models.UniqueConstraint(fields=["person", "number"], name="abuse_notes_in_order"),
        ]
