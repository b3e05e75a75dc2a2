"""Setting up makes what is missing, privately, and never new keys in the place of lost ones."""

import pytest

from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_what_is_made_is_for_this_user_alone(installation):
    made = [path for path in installation.folder.rglob("*") if path.is_file()]
    assert {path.name for path in made} >= {"alongside.sqlite3", "keys.sqlite3", "alongside.keys"}
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_setting_up_again_changes_no_keys(installation):
    before = (installation.folder / "keys" / "alongside.keys").read_bytes()
    again = installation.call("set-up")
    assert again.returncode == 0
    assert (installation.folder / "keys" / "alongside.keys").read_bytes() == before
    assert "new" not in again.stdout


def test_a_lost_key_file_is_never_replaced(call, settings, tmp_path):
    make_cast()
    settings.ALONGSIDE_KEY_FILE = tmp_path / "lost.keys"
    refused = call("set-up")
    assert refused.exit_code == 1
    assert "Put it back" in refused.output
    assert not settings.ALONGSIDE_KEY_FILE.exists()
