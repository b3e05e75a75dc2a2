"""What somebody has typed into a long form and not saved."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

DRAFTS_OF = ["absence", "goal", "step", "exercise", "letter", "ending"]


class FormDraft(models.Model):
    """What one author has typed into one form. Two open tabs are told apart by the revision and the tab.

    about is what the form is about: a session, a goal, the person for a new goal or a letter, or a name made for a part of a
    whole, which is an exercise or a step of an ending. sealed_body is JSON: fields as they were
    typed, tab and at. sealed_other is the same, and keeps what another tab sent until the author has chosen.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")
    of = models.CharField(max_length=10)
    about = models.UUIDField()
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("form_draft", "sealed_body", "sealed_other"),
            one_of("form_draft", "of", DRAFTS_OF),
            models.UniqueConstraint(fields=["person", "author", "of", "about"], name="one_form_draft_per_author"),
        ]
