"""Fixtures every test may use. Settings are read once per process, so the folders are chosen before Django starts."""

import os
import tempfile
from pathlib import Path

import pytest

DATA = Path(os.environ.setdefault("ALONGSIDE_DATA_DIR", tempfile.mkdtemp(prefix="alongside-tests-")))
os.environ.setdefault("ALONGSIDE_KEY_FILE", str(DATA / "alongside.keys"))
os.environ.setdefault("ALONGSIDE_TEST_CLOCK", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="also run the long checks")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--nightly"):
        for item in items:
            if item.get_closest_marker("nightly"):
                item.add_marker(pytest.mark.skip(reason="long: run ./test --nightly"))


@pytest.fixture(scope="session", autouse=True)
def key_file() -> Path:
    """Make the key file the tests seal with."""
    from alongside.vault import create_key_file

    path = Path(os.environ["ALONGSIDE_KEY_FILE"])
    if not path.exists():
        create_key_file(path)
    return path
