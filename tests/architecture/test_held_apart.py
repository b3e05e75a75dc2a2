"""Of every table with something about a person it is said whether it can be held apart, and a forgotten one is noticed."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from alongside.casework.held_apart.tables import ALONG, CHOSEN, HELD, NOT_HELD, POINTS_ONLY, table_of
from alongside.casework.retention.tables import ERASED, OTHERWISE
from alongside.records.held_apart import HeldApartField, InUseManager

CODE = Path(__file__).parents[2] / "alongside"
# Who may name everything of a table that can be held apart, and why.
ENTRANCES = {
    "casework/subject_access/gathering.py": "a copy has everything, marked; the officer who holds something apart reads it",
    "casework/held_apart/own_side.py": "the person reads what is theirs",
    "casework/held_apart/for_workers.py": "one sentence that something is held apart, without what it says",
    "casework/sessions/notes/held.py": "one sentence that a note is held apart, without what it says",
    "casework/my_side/offers.py": "nobody is asked again what they have answered",
    "casework/my_side/capabilities.py": "nobody is asked again what they have answered",
    "casework/my_side/opening.py": "nobody is asked again what they have answered",
    "casework/my_side/handing_over.py": "nobody is asked again what they have answered",
    "casework/paper/typing.py": "nobody is asked again what they have answered",
    "casework/risk/operations.py": "counts numbers that are taken, and reads nothing",
}
# Who may go round every manager, and why.
PLAIN_ENTRANCES = {
    "casework/held_apart/marking.py": "takes rows out of use and puts them back",
    "casework/retention/tables.py": "erasing takes everything away",
    "casework/retention/erasing.py": "erasing takes everything away",
    "casework/imports/undoing.py": "looks whether anything still points at a row of a file that is taken back",
    "casework/imports/marks.py": "looks whether a row of a file was changed since",
}


def about_a_person() -> set[str]:
    return (set(ERASED) | set(OTHERWISE)) & {model.__name__ for model in apps.get_app_config("records").get_models()}


def unanswered(held=HELD, not_held=NOT_HELD) -> set[str]:
    """Return the tables of which nothing is said, or two things."""
    said = [*held, *not_held]
    return {name for name in {*about_a_person(), *said} if said.count(name) != 1}


def test_of_every_table_it_is_said_whether_it_can_be_held_apart():
    assert unanswered() - {"Erasure", "ImportRow"} == set(), "say so in alongside/casework/held_apart/tables.py"
    assert all(NOT_HELD.values())
    assert all(POINTS_ONLY.values())


@pytest.mark.parametrize("forgotten", sorted({*HELD, *NOT_HELD}))
def test_a_table_that_is_forgotten_is_noticed(forgotten):
    held = [name for name in HELD if name != forgotten]
    rest = {name: why for name, why in NOT_HELD.items() if name != forgotten}
    assert forgotten in unanswered(held, rest) or forgotten == "Erasure"


@pytest.mark.parametrize("name", HELD)
def test_what_can_be_held_apart_is_left_out_by_its_own_manager(name):
    table = table_of(name)
    assert isinstance(table._default_manager, InUseManager)
    assert isinstance(table._meta.get_field("held_apart"), HeldApartField)


def test_nothing_else_has_the_column():
    models = apps.get_app_config("records").get_models()
    assert {m.__name__ for m in models if any(isinstance(f, HeldApartField) for f in m._meta.fields)} == set(HELD)


def unsaid_pointers(along=ALONG, points_only=POINTS_ONLY) -> set[str]:
    """Return the columns that lead to something that can be held apart, of which nobody has said what becomes of them."""
    said = {f"{child}.{column}" for child, columns in along.items() for column in columns} | set(points_only)
    found = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model and field.related_model.__name__ in HELD
    }
    return found ^ said


def test_of_everything_that_leads_to_it_it_is_said_whether_it_goes_along():
    assert unsaid_pointers() == set()


@pytest.mark.parametrize("child", sorted(ALONG))
def test_something_that_would_be_left_behind_is_noticed(child):
    rest = {name: columns for name, columns in ALONG.items() if name != child}
    assert unsaid_pointers(rest) == {f"{child}.{column}" for column in ALONG[child]}


def who_names(attribute: str) -> set[str]:
    """Return the files that ask a table, or one they are given, by this name."""
    found = set()
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            by_name = isinstance(node, ast.Call) and any(
                isinstance(a, ast.Constant) and a.value == attribute for a in node.args
            )
            if (isinstance(node, ast.Attribute) and node.attr == attribute) or by_name:
                found.add(file.relative_to(CODE).as_posix())
    return found


def test_only_those_named_here_read_what_is_held_apart():
    assert who_names("everything") == set(ENTRANCES)
    assert who_names("_base_manager") == set(PLAIN_ENTRANCES)
    assert CHOSEN
