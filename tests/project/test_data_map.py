"""The data-flow map and the catalogue of fields are what the code says, and nothing speaks outside that they do not name."""

import ast
from pathlib import Path

import pytest

from alongside.access.words import Item
from scripts import data_map

ROOT = Path(__file__).parent.parent.parent
SPEAKS = {
    "socket", "smtplib", "subprocess", "urllib.request", "http.client", "requests", "httpx", "notifications_python_client",
    "django.core.mail", "ftplib", "telnetlib", "asyncio",
}  # fmt: skip


@pytest.mark.parametrize("name", ["data-flow.md", "fields.md"])
def test_the_page_is_what_the_code_says(name):
    path = data_map.FOLDER / name
    assert path.read_text() == data_map.pages()[path], "run: PYTHONPATH=. python scripts/data_map.py"


def test_a_table_nobody_said_anything_about_stops_the_map(monkeypatch):
    monkeypatch.delitem(data_map.SAID["read_as"], "Note")
    with pytest.raises(data_map.NotSaid, match="Note"):
        data_map.pages()


def test_a_sealed_table_that_leads_to_nobody_has_to_name_its_key(monkeypatch):
    monkeypatch.delitem(data_map.SAID["sealed_with"], "ImportRow")
    with pytest.raises(data_map.NotSaid, match="ImportRow"):
        data_map.pages()


def test_a_wider_access_table_shows_in_the_map(monkeypatch):
    before = data_map.readers_of(Item.RATING)
    monkeypatch.setitem(data_map.READING, Item.RATING, data_map.READING[Item.IDENTITY])
    assert "inspector" not in before[0]
    assert "inspector" in data_map.readers_of(Item.RATING)[0]


def imports_of(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def speaks_outside(source: str) -> bool:
    return any(name == way or name.startswith(f"{way}.") for name in imports_of(source) for way in SPEAKS)


def test_only_the_modules_on_the_map_speak_to_another_machine_or_program():
    speaking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "alongside").rglob("*.py")
        if speaks_outside(path.read_text())
    }
    assert speaking == set(data_map.SAID["speaks_outside"])


@pytest.mark.parametrize(
    "line", ["import socket", "from urllib.request import urlopen", "from django.core import mail"]
)
def test_a_module_that_speaks_outside_is_found(line):
    assert speaks_outside(line)
