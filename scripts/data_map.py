"""Write the data-flow map and the catalogue of fields from the models, the classes of columns and the access table.

Both say what the code is, so nobody writes them by hand. What the code does not know stands in
docs/security/data-map.toml. A script and not a command of `alongside`: it describes the source, and nobody who runs a
service needs it. tests/project/test_data_map.py fails while a page is not what this writes.

Run: PYTHONPATH=. python scripts/data_map.py
"""

import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
django.setup()

# What follows can only be brought in once Django is set up.
from django.apps import apps  # noqa: E402
from django.db import models  # noqa: E402

from alongside.access.table import OWN_SIDE, READING, RECEIVERS  # noqa: E402
from alongside.access.words import Audience, Item, Relation, Resource, Standing  # noqa: E402
from alongside.casework.retention.tables import KEPT  # noqa: E402
from alongside.records.classes import CLASSES, FieldClass  # noqa: E402

FOLDER = Path(__file__).parent.parent / "docs" / "security"
SAID = tomllib.loads((FOLDER / "data-map.toml").read_text())
WITH_THE_RECORD = "with the record, which two people erase when the service's schedule says"
OF_THE_PERSON = "the person's key"
RANKS = (0, 1, 4)  # not ranked, the newest, and older than whoever stands in may read

Model = type[models.Model]


class NotSaid(Exception):
    """The code has something that the map does not know, or the other way round."""


def record_tables() -> list[Model]:
    return sorted(apps.get_app_config("records").get_models(), key=lambda table: (topic_of(table), table.__name__))


def topic_of(table: Model) -> str:
    return table.__module__.rpartition(".")[2]


def check_that_all_is_said() -> None:
    """Raise NotSaid when the lists and the models differ."""
    ours = {table.__name__ for table in record_tables()}
    others = {table._meta.label for table in apps.get_models() if table._meta.app_label != "records"}
    said = SAID["read_as"].keys() | SAID["read_otherwise"].keys()
    for name, expected, found in (
        ("read_as and read_otherwise", ours, said),
        ("other_tables", others, set(SAID["other_tables"])),
    ):
        if expected != found:
            raise NotSaid(f"docs/security/data-map.toml, {name}: {sorted(expected ^ found)}")
    if twice := SAID["read_as"].keys() & SAID["read_otherwise"].keys():
        raise NotSaid(f"said twice: {sorted(twice)}")


# --- Who reads an item, asked of the access table itself ---------------------------------------------------------------


def resources(item: Item, relation: Relation) -> Iterator[Resource]:
    """Yield the item in every state the table can ask about, for somebody with this one relation."""
    states: dict[str, Iterable[Any]] = {}
    for field in fields(Resource):
        kind = type(field.default)
        if kind in (bool, int, Audience):
            states[field.name] = {bool: (False, True), int: RANKS, Audience: tuple(Audience)}[kind]
    plain = Resource(item, standing=Standing(relations=frozenset({relation})))
    for values in product(*states.values()):
        yield replace(plain, **dict(zip(states, values, strict=True)))


def readers_of(item: Item) -> tuple[list[str], list[str]]:
    """Return who reads an item in every state of it, and who only in some."""
    always, sometimes = [], []
    for relation in Relation:
        answers = {relation in READING[item](resource) for resource in resources(item, relation)}
        if answers == {True}:
            always.append(plain(relation))
        elif True in answers:
            sometimes.append(plain(relation))
    if item in RECEIVERS:
        # Somebody with no relation at all: a relation would make most of them no receiver.
        empty = (replace(r, standing=Standing()) for r in resources(item, Relation.SELF))
        sometimes += sorted({plain(role) for r in empty if (role := RECEIVERS[item](r))})
    return always, sometimes


def own_side_of(item: Item) -> str:
    """Return by which scopes the person comes to an item behind their own door, or nothing."""
    scopes = dict.fromkeys(plain(scope) for (_, own), scope in OWN_SIDE.items() if own is item)
    return f"the person by the scope *{', '.join(scopes)}*" if scopes else ""


def plain(word: str) -> str:
    return str(word).replace("co_worker", "co-worker").replace("_", " ")


def sentence_of_readers(table: Model) -> str:
    name = table.__name__
    if name in SAID["read_otherwise"]:
        return str(SAID["read_otherwise"][name])
    item = Item(SAID["read_as"][name])
    always, sometimes = readers_of(item)
    parts = [", ".join(always), f"in some cases {', '.join(sometimes)}" if sometimes else "", own_side_of(item)]
    return f"as *{plain(item)}*: {'; '.join(part for part in parts if part) or 'nobody'}"


# --- Keys, classes and how long ------------------------------------------------------------------------------------------


def is_sealed(field: models.Field) -> bool:
    return field.name.startswith("sealed_")


def leads_to_a_person(table: Model, seen: frozenset[Model] = frozenset()) -> bool:
    """Return whether a row belongs to one person, by itself or by the row it is part of."""
    if table.__name__ == "Person":
        return True
    onward = [
        f.related_model for f in table._meta.concrete_fields if f.is_relation and f.related_model not in seen | {table}
    ]
    return any(leads_to_a_person(t, seen | {table}) for t in onward if t.__name__ not in {"User", "Team"})


def key_of(table: Model) -> str:
    """Return whose key seals a table. Raises NotSaid when it follows from nothing."""
    said = SAID["sealed_with"].get(table.__name__)
    if said is None and not leads_to_a_person(table):
        raise NotSaid(f"docs/security/data-map.toml, sealed_with: {table.__name__}")
    return said or OF_THE_PERSON


def kept(table: Model) -> str:
    """Return how long a table is kept, and why an erasure leaves it where it does."""
    said = SAID["kept"].get(table.__name__, "" if table.__name__ in KEPT else WITH_THE_RECORD)
    left = f"an erasure leaves it: {KEPT[table.__name__]}" if table.__name__ in KEPT else ""
    return "; ".join(part for part in (said, left) if part)


def class_of(table: Model, field: models.Field) -> FieldClass:
    return CLASSES[f"{table.__name__}.{field.name}"]


# --- The two pages ---------------------------------------------------------------------------------------------------------

WRITTEN = "Written by `scripts/data_map.py` from the code. Change the code or `docs/security/data-map.toml`, and run it again.\n"

FIELDS_HEAD = f"""\
# Every field

{WRITTEN}
*Identifying* names somebody or leads to one, *confidential* is what happened or was said, *open* is neither
(`alongside/records/classes.py`). *Sealed* text opens with the key that is named, in its own row and field only. What is not
sealed and why that is so is in [decision 8](../decisions/0008-what-stays-readable.md). *Read by* is asked of
`alongside/access/table.py` in every state of the item; exclusions, conflicts and restrictions come before all of it. A scope of
the person's own side shows what its pages show and no more: *next session* is the next meeting, and nothing about absences.
"""


def fields_page() -> str:
    parts, topic = [FIELDS_HEAD], ""
    for table in record_tables():
        if topic_of(table) != topic:
            topic = topic_of(table)
            parts.append(f"## {plain(topic).capitalize()}\n")
        parts.append(table_section(table))
    parts.append(other_tables_section())
    return "\n".join(parts)


def table_section(table: Model) -> str:
    sealed = any(is_sealed(field) for field in table._meta.concrete_fields)
    lines = [f"### {table.__name__}\n", f"Read by: {sentence_of_readers(table)}.", f"Kept: {kept(table)}."]
    lines += [f"Sealed with: {key_of(table)}."] if sealed else []
    rows = [
        f"| `{field.name}` | {class_of(table, field)} | {'sealed' if is_sealed(field) else ''} | {leads_to(field)} |"
        for field in table._meta.concrete_fields
    ]
    return "\n".join([*lines, "", "| Field | Class | | Leads to |", "|---|---|---|---|", *rows, ""])


def leads_to(field: models.Field) -> str:
    return field.related_model.__name__ if field.is_relation else ""


def other_tables_section() -> str:
    rows = [f"| `{label}` | {text} |" for label, text in sorted(SAID["other_tables"].items())]
    head = ["## Tables of the other parts\n", "| Table | What it holds of anybody | Kept |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


FLOW_HEAD = f"""\
# Where data goes

{WRITTEN}
```mermaid
flowchart LR
  person([the person]) -- "own side, PIN or passkey" --> app
  staff([staff]) -- "password and second factor, or passkey" --> app
  file([a file of people]) -- import --> app
  app[Alongside: web server and worker]
  app <-- "sealed text, ids, dates" --> record[(the record and its ledger)]
  app <-- "wrapped keys" --> keys[(the key store)]
  keyfile[/the key file/] --> app
"""


def flow_page() -> str:
    arrows = [f'  app -- "{flow["carries"]}" --> out{n}["{flow["to"]}"]' for n, flow in enumerate(SAID["outward"], 1)]
    return "\n".join([FLOW_HEAD + "\n".join(arrows) + "\n```\n", outward_section(), topics_section()])


def outward_section() -> str:
    head = ["## What leaves\n", "| To | Carries | Never | When | By | Held by |", "|---|---|---|---|---|---|"]
    rows = [
        f"| {flow['to']} | {flow['carries']} | {flow['never']} | {flow['when']} | `{flow['by']}` | `{flow['held']}` |"
        for flow in SAID["outward"]
    ]
    return "\n".join(
        [
            *head,
            *rows,
            "",
            "Nothing else leaves: no analytics, no fonts, scripts or pictures from elsewhere, no call home.\n",
        ]
    )


TOPICS_HEAD = """\
## What each topic holds, and who it flows to

How many columns are of which class, how many of them sealed, and who reads each table. Field by field: [fields.md](fields.md).

| Topic | Table | Identifying | Confidential | Open | Sealed | Read by |
|---|---|---:|---:|---:|---:|---|"""


def topics_section() -> str:
    return "\n".join([TOPICS_HEAD, *(topic_row(table) for table in record_tables()), ""])


def topic_row(table: Model) -> str:
    columns = table._meta.concrete_fields
    counts = [sum(class_of(table, field) is kind for field in columns) for kind in FieldClass]
    sealed = sum(is_sealed(field) for field in columns)
    numbers = " | ".join(str(number) for number in [*counts, sealed])
    return f"| {plain(topic_of(table))} | {table.__name__} | {numbers} | {sentence_of_readers(table)} |"


def pages() -> dict[Path, str]:
    """Return both pages as they have to be. Raises NotSaid."""
    check_that_all_is_said()
    return {FOLDER / "data-flow.md": flow_page(), FOLDER / "fields.md": fields_page()}


def main() -> None:
    """Write both pages."""
    for path, text in pages().items():
        path.write_text(text)


if __name__ == "__main__":
    main()
