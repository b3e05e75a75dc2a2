"""The rules of the tree that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "alongside"
PYTHON = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
LAYERS = ["domain", "casework", "pages"]
# Files that may be longer than their ceiling, each with its reason.
LONGER: dict[str, str] = {}
BANNED_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}
MAY_START_TRANSACTIONS = {
    "casework": "the only place where what a user does becomes rows",
    "ledger": "its sequencer numbers entries in transactions of its own",
    "vault": "its key store is a database of its own",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))


def lines(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_a_file_stays_under_its_ceiling(path):
    assert len(path.read_text().splitlines()) <= 400 or name_of(path) in LONGER


def test_test_files_stay_under_theirs():
    too_long = [p for p in (ROOT / "tests").rglob("*.py") if len(p.read_text().splitlines()) > 600]
    assert not too_long


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_functions_stay_under_sixty_lines(path):
    assert [f.name for f in functions(path) if lines(f) > 60] == []


def test_the_median_function_is_short():
    sizes = sorted(lines(f) for path in PYTHON for f in functions(path))
    assert sizes[len(sizes) // 2] <= 10


def test_nothing_is_called_by_a_name_that_says_nothing():
    assert not [name_of(path) for path in SOURCE.rglob("*") if path.stem in BANNED_NAMES]


def test_each_topic_has_an_entry_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    topics = {
        path.name
        for layer in LAYERS
        for path in (SOURCE / layer).iterdir()
        if path.is_dir() and path.name != "__pycache__" and any(path.glob("*.py"))
    }
    missing = sorted(topic for topic in topics if f"`{topic}`" not in glossary)
    assert missing == []


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_transactions_start_only_where_they_may(path):
    layer = path.relative_to(SOURCE).parts[0]
    if layer in MAY_START_TRANSACTIONS or "atomic" not in path.read_text():
        return
    called = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute) and n.attr == "atomic"]
    assert not called


@pytest.mark.parametrize("path", [p for p in PYTHON if "pages" in p.parts or "commands" in p.parts], ids=name_of)
def test_pages_and_commands_ask_no_database(path):
    """Import contracts see imports. This sees `.objects` reached through somebody else's import."""
    reached = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute) and n.attr == "objects"]
    assert not reached


def test_every_requirement_says_what_it_is_for():
    for path in (ROOT / "requirements").glob("*.in"):
        unexplained = [
            line
            for line, before in zip(lines_of(path)[1:], lines_of(path), strict=False)
            if line and not line.startswith(("#", "-")) and "#" not in line and not before.startswith("#")
        ]
        assert unexplained == [], path.name


def lines_of(path: Path) -> list[str]:
    return ["", *path.read_text().splitlines()]


def test_nothing_in_the_project_speaks_of_where_it_was_made():
    """No address of a registry and no path of somebody's machine."""
    said = []
    made_here = {"node_modules", "static-build", "var", "__pycache__"}
    for path in ROOT.rglob("*"):
        folders = path.relative_to(ROOT).parts[:-1]
        is_cache = any(name in made_here or (name.startswith(".") and name != ".ci") for name in folders)
        is_cache = is_cache or path.name.startswith(".coverage")
        if not path.is_file() or is_cache or path.suffix in {".png", ".sqlite3"}:
            continue
        text = path.read_text(errors="ignore")
        if path != Path(__file__) and any(
            word in text for word in ("files.pythonhosted", "registry.npmjs", f"{Path.home()}/", "--find-links")
        ):
            said.append(name_of(path))
    assert said == []
