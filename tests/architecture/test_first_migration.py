"""The first migration is one step. Django would draw every model anew after each of a hundred, in every new database."""

from importlib import import_module

from alongside.records.at_once import MakeTablesAtOnce

OPERATIONS = import_module("alongside.records.migrations.0001_initial").Migration.operations


def test_every_table_is_made_at_once():
    # Whoever sees this fail ran makemigrations. scripts/first_migration.py writes the same as one step.
    assert [type(operation) for operation in OPERATIONS] == [MakeTablesAtOnce]
