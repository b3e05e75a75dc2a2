"""Write the first migration of the record afresh, as one step that makes every table as it ends up.

Until something is released there is one migration, made anew when a model changes. `records/at_once.py` says why it is one
step. `makemigrations --check` says afterwards that it is the same.

Run: PYTHONPATH=. python scripts/first_migration.py
"""

import os
from importlib import import_module
from pathlib import Path

import django

from alongside.records.at_once import MakeTablesAtOnce

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
django.setup()

# What follows can only be brought in once Django is set up.
from django.core.management import call_command  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402

FILE = Path("alongside/records/migrations/0001_initial.py")


def main() -> None:
    """Make the migration and put its changes into one."""
    FILE.unlink(missing_ok=True)
    call_command("makemigrations", "records", name="initial", verbosity=0)
    made = import_module("alongside.records.migrations.0001_initial").Migration("0001_initial", "records")
    made.operations = [MakeTablesAtOnce(made.operations)]
    FILE.write_text(MigrationWriter(made).as_string())


if __name__ == "__main__":
    main()
