"""Of every table it is said what becomes of it when somebody is erased, so that a new one cannot be forgotten."""

import pytest
from django.apps import apps
from django.db import models

from alongside.casework.retention.tables import ERASED, KEPT, OTHERWISE
from alongside.records.people import Person


def model_name(model: type[models.Model]) -> str:
    return "Session (sessions)" if model._meta.label == "sessions.Session" else model.__name__


def unanswered(erased=ERASED) -> set[str]:
    """Return the models of which nobody has said what becomes of them, and those of which two things were said."""
    found = [model_name(model) for model in apps.get_models()]
    said = [*erased, *OTHERWISE, *KEPT]
    return {name for name in found if said.count(name) != 1} | {name for name in said if name not in found}


def leads_to_a_person(model: type[models.Model], seen=frozenset()) -> bool:
    """Return whether there is any way along foreign keys from this table to a person, other than by the staff."""
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        if target is Person:
            return True
        if target and target is not model and target not in seen and leads_to_a_person(target, seen | {model}):
            return True
    return False


def kept_though_it_leads_to_a_person(erased=ERASED) -> set[str]:
    leading = {model_name(m) for m in apps.get_models() if leads_to_a_person(m)}
    return leading - set(erased) - set(OTHERWISE)


def test_of_every_table_it_is_said_what_becomes_of_it():
    assert unanswered() == set(), "say in alongside/casework/retention/tables.py what becomes of these"
    assert kept_though_it_leads_to_a_person() == set()
    assert all([*OTHERWISE.values(), *KEPT.values()])


@pytest.mark.parametrize("forgotten", sorted(ERASED))
def test_a_table_that_is_forgotten_is_noticed(forgotten):
    rest = {name: path for name, path in ERASED.items() if name != forgotten}
    assert unanswered(rest) == {forgotten}
    assert kept_though_it_leads_to_a_person(rest) == {forgotten}
