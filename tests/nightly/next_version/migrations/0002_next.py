"""What a later version might do to the tables: a column, a table, and every row read and written once."""

from typing import Any

from django.db import migrations, models


def count_words(apps: Any, schema_editor: Any) -> None:
    """Give each row the number of those before it, and note how many there were."""
    rows = apps.get_model("records", "WhatMatters").objects.order_by("id")
    for number, row in enumerate(rows):
        row.number = number
        row.save(update_fields=["number"])
    apps.get_model("records", "Upgraded").objects.create(rows=len(rows))


class Migration(migrations.Migration):
    """One step, in one transaction."""

    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.CreateModel("Upgraded", [("id", models.BigAutoField(primary_key=True)), ("rows", models.IntegerField())]),
        migrations.AddField("WhatMatters", "number", models.IntegerField(null=True)),
        migrations.RunPython(count_words),
    ]
