"""Fixtures every test may use. Settings are read once per process, so the folders are chosen before Django starts."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.goals import collect_results
from tests.goals import goal_result as goal_result

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis_settings.register_profile("alongside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("alongside")

# Each xdist worker has its own folder: key file, checkpoints and the test clock are files.
DATA = Path(tempfile.mkdtemp(prefix="alongside-tests-"))
BOTH_DATABASES = ["default", "keys"]

os.environ.update(
    ALONGSIDE_DATA_DIR=str(DATA),
    ALONGSIDE_KEY_FILE=str(DATA / "alongside.keys"),
    ALONGSIDE_CHECKPOINT_DIR=str(DATA / "checkpoints-second"),
    ALONGSIDE_TEST_CLOCK="1",
)
for name in ("ALONGSIDE_PRODUCTION", "ALONGSIDE_DEMO", "ALONGSIDE_DEBUG", "ALONGSIDE_SECRET_KEY", "ALONGSIDE_HOSTS"):
    os.environ.pop(name, None)
if os.environ.get("ALONGSIDE_TEST_POSTGRESQL") != "1":
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("KEYS_DATABASE_URL", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="also run the long checks")
    parser.addoption("--results", help="append what the checks of the goals tried to this file; see tests/goals.py")


def pytest_configure(config: pytest.Config) -> None:
    collect_results(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long checks out unless asked, and give every test that needs a database both of them."""
    for item in items:
        if item.get_closest_marker("nightly") and not config.getoption("--nightly"):
            item.add_marker(pytest.mark.skip(reason="long: run ./test --nightly"))
        _use_both_databases(item)
    if os.environ.get("ALONGSIDE_TEST_POSTGRESQL") == "1":
        _leave_out_what_asks_no_database(config, items)


def _leave_out_what_asks_no_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The rules of `domain` and the shape of the tree are the same whatever the database: once is enough."""
    same = [item for item in items if _is_pure(item)]
    config.hook.pytest_deselected(items=same)
    items[:] = [item for item in items if not _is_pure(item)]


def _is_pure(item: pytest.Item) -> bool:
    topic = item.path.relative_to(Path(__file__).parent).parts[0]
    return topic in ("domain", "architecture") and not item.get_closest_marker("django_db")


def _use_both_databases(item: pytest.Item) -> None:
    marker = item.get_closest_marker("django_db")
    if marker and "databases" not in marker.kwargs:
        item.add_marker(pytest.mark.django_db(**{**marker.kwargs, "databases": BOTH_DATABASES}), append=False)
    elif not marker and {"db", "transactional_db"} & set(getattr(item, "fixturenames", [])):
        transactional = "transactional_db" in getattr(item, "fixturenames", [])
        item.add_marker(pytest.mark.django_db(transaction=transactional, databases=BOTH_DATABASES), append=False)


@pytest.fixture(scope="session", autouse=True)
def key_file() -> Iterator[Path]:
    """Make the key file the tests seal with, and take the whole folder away at the end."""
    from django.conf import settings

    from alongside.vault import create_key_file

    path = DATA / "alongside.keys"
    create_key_file(path)
    # The settings may have been read before this file was: they are pointed at the folder of this process.
    settings.ALONGSIDE_DATA_DIR, settings.ALONGSIDE_KEY_FILE, settings.ALONGSIDE_TEST_CLOCK = DATA, path, True
    settings.ALONGSIDE_CHECKPOINT_DIRS = [DATA / "checkpoints", DATA / "checkpoints-second"]
    # Every client of a test is a server of its own, and each would look through all style sheets and scripts at its start.
    settings.WHITENOISE_AUTOREFRESH = True
    yield path
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_register_of_another_test(key_file: Path) -> None:
    """Whose keys one test has destroyed is nothing to the next: its people have the same ids."""
    for folder in ("checkpoints", "checkpoints-second"):
        (DATA / folder / "destroyed-keys.register").unlink(missing_ok=True)
