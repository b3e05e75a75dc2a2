"""Every column is classified, so that a new one cannot be forgotten when something is exported, shown or erased."""

import pytest
from django.apps import apps
from django.db import models

from alongside.records.classes import CLASSES, FieldClass

RECORDS = list(apps.get_app_config("records").get_models())
COLUMNS = [(model, field) for model in RECORDS for field in model._meta.concrete_fields]


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


def test_a_column_with_free_text_is_sealed_or_named_here():
    """Text that somebody types about a person belongs in a sealed column. These hold none."""
    free = {
        name_of((model, field))
        for model, field in COLUMNS
        if isinstance(field, models.TextField | models.CharField) and not field.choices
    }
    assert free == {
        "CaseloadState.line_words", "CaseloadState.strain", "CheckIn.audience", "CheckIn.instrument",
        "CheckIn.instrument_version", "CheckIn.language", "CheckIn.state", "Episode.outcome", "Episode.rule_version",
        "Episode.source", "EpisodeStep.kind", "EpisodeStep.outcome", "HelpAnswer.answer", "HelpAnswer.side",
        "Identifier.scheme",
        "ImportBatch.file_format", "ImportBatch.kind", "ImportBatch.refusal", "ImportBatch.state", "ImportRow.finding",
        "ImportRow.kind", "Promise.outcome", "Promise.side", "PromiseStep.kind", "PromiseStep.outcome",
        "Supervision.title", "Team.name", "User.email", "User.name", "User.password",
    }  # fmt: skip
