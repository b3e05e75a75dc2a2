"""A ledger with a few entries in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from django.db import transaction

from alongside.ledger import Kind, record_entry

START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SOMEBODY = UUID("6f2f0b6e-0f0d-4b7a-9a37-1d3c5a2b8c11")


@pytest.fixture(autouse=True)
def folders(settings, tmp_path: Path) -> list[Path]:
    """Checkpoints of one test go to two folders of its own."""
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "first", tmp_path / "second"]
    return settings.ALONGSIDE_CHECKPOINT_DIRS


@pytest.fixture
def write() -> Iterator[Callable[..., None]]:
    """Write a number of entries, a second apart, each about one to three people."""

    def write_entries(count: int, *, first: int = 0) -> None:
        for number in range(first, first + count):
            subjects = [uuid5(SOMEBODY, str(number * 7 + extra)) for extra in range(number % 3 + 1)]
            with transaction.atomic():
                record_entry(
                    kind=Kind.CONSULTATION, action="opened", actor_id=SOMEBODY, role="practitioner",
                    relation="allocated", subjects=subjects, object_type="person", object_id=subjects[0],
                    at=START + timedelta(seconds=number),
                )  # fmt: skip

    return write_entries
