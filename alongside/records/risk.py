"""What a predictor was worked out from, what came out, and what people said to it."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns
from alongside.records.held_apart import HeldApartField, InUseManager

SAYS = ["agrees", "overrides"]
WHAT = ["reoffending", "others"]
ANSWERS = ["looked", "declined"]
DRAFTS_OF = ["history", "judgement"]


class PredictorHistory(models.Model):
    """One for each person: dates, counts and the code of the offence, which no conversation asks.

    sealed_facts is JSON in the input names of the specification. revision tells two people apart who change it at once.
    """

    id = key()
    person = models.OneToOneField("Person", on_delete=models.CASCADE, related_name="+")
    sealed_facts = sealed()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [*sealed_columns("predictor_history", "sealed_facts")]


class PredictorDraft(models.Model):
    """What one author has typed into the history or a judgement and not saved. Two open tabs are told apart by the revision
    and the tab.

    sealed_body is JSON: fields as they were typed, tab and at. sealed_other is the same, and keeps what another tab sent until
    the author has chosen.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("User", on_delete=models.CASCADE, related_name="+")
    of = models.CharField(max_length=9)
    sealed_body = sealed()
    sealed_other = sealed()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *sealed_columns("predictor_draft", "sealed_body", "sealed_other"),
            one_of("predictor_draft", "of", DRAFTS_OF),
            models.UniqueConstraint(fields=["person", "author", "of"], name="one_predictor_draft_per_author"),
        ]


class Calculation(models.Model):
    """All predictors on one day, numbered from 1 and never written over.

    sealed_body is JSON: the answers that went in, and every result with its versions. signed: the assessment that it was
    worked out from was signed, so that whoever stands in may read it.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sealed_body = sealed()
    signed = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("calculation", "sealed_body"),
            models.UniqueConstraint(fields=["person", "number"], name="calculations_in_order"),
        ]


class Judgement(models.Model):
    """What a practitioner judges beside a calculation, numbered from 1. A newer one stands before it, never over it.

    sealed_words is JSON: what may happen, what makes it more likely, what protects, and the reason. seconded is the
    second signature, by the supervisor, where there is one.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    calculation = models.ForeignKey(Calculation, on_delete=models.CASCADE, related_name="judgements")
    number = models.PositiveIntegerField()
    says = models.CharField(max_length=9)
    sealed_words = sealed()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    seconded_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            *sealed_columns("judgement", "sealed_words"),
            one_of("judgement", "says", SAYS),
            models.UniqueConstraint(fields=["calculation", "number"], name="judgements_in_order"),
            models.CheckConstraint(
                name="judgement_seconded_by_somebody",
                condition=models.Q(seconded_at__isnull=True, seconded_by__isnull=True)
                | models.Q(seconded_at__isnull=False, seconded_by__isnull=False),
            ),
        ]


class FigureOffer(models.Model):
    """That the person was offered a look in a meeting, by whom, and what they said, numbered from 1: the last word counts.
    *others*: the sexual predictors and the screens, which a practitioner shares by name.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="+")
    calculation = models.ForeignKey(Calculation, on_delete=models.CASCADE, related_name="offers")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=11)
    answer = models.CharField(max_length=8)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    held_apart = HeldApartField()

    objects = InUseManager()
    everything = models.Manager()

    class Meta:
        constraints = [
            one_of("figure_offer", "what", WHAT),
            one_of("figure_offer", "answer", ANSWERS),
            models.UniqueConstraint(fields=["calculation", "number"], name="figure_offers_in_order"),
        ]
