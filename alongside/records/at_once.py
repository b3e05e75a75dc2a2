"""The first migration's one step: every table is made from how the models end up, and not one change at a time."""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation


class MakeTablesAtOnce(Operation):
    """Make the tables of an empty record with all their columns, constraints and indexes.

    Django draws all models anew after each change to one of them, and on SQLite a constraint that comes later copies its
    table: most of the time a new installation took, for a hundred changes nobody sees one by one. Here they are drawn once.
    """

    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what the migration writer writes down."""
        return (type(self).__name__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Apply every change to the state. Models that were drawn already are thrown away first."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make each table as its model ends up."""
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                model = to_state.apps.get_model(app_label, operation.name)
                if self.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)

    def describe(self) -> str:
        """Say what this does, for `migrate` when it is asked to talk."""
        return "Make every table of the record at once"
