"""Every setting is documented, and a production start refuses what only a demonstration may have."""

import ast
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"[A-Z][A-Z_]*")


def names_that_are_read() -> set[str]:
    tree = ast.parse((ROOT / "alongside/project/environment.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    first = [call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)]
    return {word for word in first if isinstance(word, str) and SETTING.fullmatch(word)}


def names_in_the_table() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))


def test_the_table_has_every_setting_that_is_read_and_no_other():
    assert "DATABASE_URL" in names_that_are_read()
    assert names_in_the_table() == names_that_are_read()


def test_the_environment_is_read_in_one_place():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "alongside").rglob("*.py")
        if re.search(r"os\.environ(\.get|\[)|getenv", path.read_text())
    ]
    assert readers == ["alongside/project/environment.py"]


def check(folder: Path, **changes: str) -> tuple[int, str]:
    """Start a production Alongside far enough for its checks, in a process of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ALONGSIDE_", "DATABASE", "KEYS_", "COV"))}
    production = {
        "ALONGSIDE_PRODUCTION": "1",
        "ALONGSIDE_DATA_DIR": str(folder),
        "ALONGSIDE_CHECKPOINT_DIR": "/mnt/first,/mnt/second",
        "ALONGSIDE_SECRET_KEY": "a-secret-of-this-test-that-is-long-enough-for-django-1234567890",
        "DJANGO_SETTINGS_MODULE": "alongside.project.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check"],
        env={**kept, **production, "PYTHONPATH": str(ROOT), **changes},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A data folder with a key file."""
    from alongside.vault import create_key_file

    made = tmp_path_factory.mktemp("production")
    (made / "keys").mkdir()
    create_key_file(made / "keys" / "alongside.keys")
    return made


def test_a_complete_production_setting_starts(folder):
    assert check(folder)[0] == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ALONGSIDE_DEMO": "1"}, "Demo mode is on."),
        ({"ALONGSIDE_DEBUG": "1"}, "Debug is on."),
        ({"ALONGSIDE_SECRET_KEY": ""}, "The secret key is the default one."),
        ({"ALONGSIDE_TEST_CLOCK": "1"}, "A test clock is allowed."),
        ({"ALONGSIDE_KEY_FILE": "/nowhere/alongside.keys"}, "The key file /nowhere/alongside.keys cannot be read"),
        ({"ALONGSIDE_KEY_FILE": "/etc/hostname"}, "is not a key file"),
        ({"ALONGSIDE_CHECKPOINT_DIR": "/mnt/first,/mnt/../mnt/first"}, "fewer than two folders outside"),
        ({"DATABASE_URL": "sqlite:////tmp/one", "KEYS_DATABASE_URL": "sqlite:////tmp/one"}, "are in one database."),
    ],
)
def test_production_refuses(folder, changes, said):
    code, output = check(folder, **changes)
    assert code != 0
    assert said in output


def test_a_start_anywhere_refuses_modules_that_cannot_be_used(folder, tmp_path):
    (tmp_path / "waiting.toml").write_text('id = "waiting-rooms"')
    for changes, said in (
        ({"ALONGSIDE_SKILLS_DIR": str(tmp_path)}, "A module cannot be used. waiting.toml: family"),
        ({"ALONGSIDE_SKILLS_DIR": str(tmp_path / "gone")}, "is no folder. Set ALONGSIDE_SKILLS_DIR."),
        ({"ALONGSIDE_SKILLS_HIDDEN": "cheap-meals, anger-metre"}, "No module has the id anger-metre."),
    ):
        code, output = check(folder, ALONGSIDE_PRODUCTION="", **changes)
        assert code != 0
        assert said in output


def test_production_refuses_a_key_file_that_others_can_read(folder, tmp_path):
    from alongside.vault import create_key_file

    create_key_file(tmp_path / "open.keys")
    (tmp_path / "open.keys").chmod(0o644)
    code, output = check(folder, ALONGSIDE_KEY_FILE=str(tmp_path / "open.keys"))
    assert code != 0
    assert "chmod 600" in output


@pytest.mark.skipif(sqlite3.sqlite_version_info >= (3, 51, 3), reason="this SQLite does not have the fault")
def test_production_refuses_a_write_ahead_log_on_an_old_sqlite(folder, tmp_path):
    left = sqlite3.connect(tmp_path / "left.sqlite3")
    left.execute("PRAGMA journal_mode=WAL")
    left.execute("CREATE TABLE something (id)")
    left.close()
    code, output = check(folder, DATABASE_URL=f"sqlite:///{tmp_path / 'left.sqlite3'}")
    assert code != 0
    assert "write-ahead mode" in output


def test_elsewhere_the_same_things_are_allowed(folder):
    assert check(folder, ALONGSIDE_PRODUCTION="", ALONGSIDE_DEMO="1", ALONGSIDE_TEST_CLOCK="1")[0] == 0
