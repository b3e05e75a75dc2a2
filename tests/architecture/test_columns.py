"""Every column is classified, so that a new one cannot be forgotten when something is exported, shown or erased."""

import pytest
from django.apps import apps
from django.db import models

from alongside.records.classes import CLASSES, FieldClass

RECORDS = list(apps.get_app_config("records").get_models())
COLUMNS = [(model, field) for model in RECORDS for field in model._meta.concrete_fields]


# Typed by administrators about the service and its staff, who must be found before any key is opened.
ABOUT_STAFF = {"FormerAccount.roles", "Team.name", "User.email", "User.name", "User.password", "User.roles"}
# A decision of the service about a kind of record, read by everybody whose record it is about.
ABOUT_THE_SERVICE = {f"RetentionSchedule.{name}" for name in ("controller", "ground", "source", "approved_by")}
# Codes and sentences of ours: no form and no file fills them.
SET_BY_THE_SOFTWARE = {
    "AccessDecision.row", "AccessDecision.source", "HeldItem.source", "HoldOpening.source",
    "AgreementAnswer.wording", "LimitsTold.version",
    "Assessment.stopped_place", "AssessmentAnswer.question", "AssessmentStep.place",
    "Capability.scopes", "CaseloadState.line_words", "CaseloadState.strain", "CheckIn.instrument",
    "CheckIn.instrument_version", "CheckIn.language", "Episode.rule_version", "ImportBatch.file_format",
    "ImportBatch.kind", "ImportBatch.refusal", "ImportRow.kind", "Pin.pin_hash",
    "Skill.module", "SkillExercise.exercise",
}  # fmt: skip
# What a person tapped on a scale, what follows from it, and counts of rows: numbers and dates without a word.
NUMBERS = {"CaseloadState.points", "CheckIn.answers", "Episode.reasons", "Erasure.counts", "ErasureCertificate.counts"}


def name_of(column: tuple[type[models.Model], models.Field]) -> str:
    return f"{column[0].__name__}.{column[1].name}"


@pytest.mark.parametrize("column", COLUMNS, ids=name_of)
def test_a_column_says_what_class_it_is_of(column):
    assert name_of(column) in CLASSES, "add it to alongside/records/classes.py"


def test_no_class_is_kept_for_a_column_that_is_gone():
    assert set(CLASSES) == {name_of(column) for column in COLUMNS}


@pytest.mark.parametrize("column", [c for c in COLUMNS if c[1].name.startswith("sealed_")], ids=name_of)
def test_a_sealed_column_is_never_open(column):
    assert CLASSES[name_of(column)] is not FieldClass.OPEN


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_sealed_column_is_checked_by_the_database(model):
    checked = {c.name for c in model._meta.constraints}
    for field in model._meta.concrete_fields:
        if field.name.startswith("sealed_"):
            assert any(name.endswith(f"{field.name}_is_sealed") for name in checked), field.name


def _is_one_of_a_few(model: type[models.Model], field: models.Field) -> bool:
    """Return whether the database itself refuses any word but those of a list."""
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return any(f"('{field.name}__in'" in str(check.condition) for check in checks)


def test_text_is_sealed_or_a_word_of_a_list_or_named_here_with_its_reason():
    """Whatever somebody can fill as they like is sealed. This is the whole list of what is not (ADR 0008)."""
    readable = {
        name_of((model, field))
        for model, field in COLUMNS
        if isinstance(field, models.TextField | models.CharField | models.JSONField)
        and not _is_one_of_a_few(model, field)
    }
    assert readable == ABOUT_STAFF | ABOUT_THE_SERVICE | SET_BY_THE_SOFTWARE | NUMBERS
