"""A cast, a settable clock and a signed-in browser for every page test."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from alongside.commands.clock import test_clock_path
from alongside.records.models import User
from tests.cast import START, Cast, make_cast
from tests.signed_in import signed_in_client


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def set_clock() -> "Callable[[datetime], None]":
    """Set the time that requests see. Every page test starts at START."""

    def set_to(at: datetime) -> None:
        test_clock_path().parent.mkdir(parents=True, exist_ok=True)
        test_clock_path().write_text(at.isoformat())

    set_to(START)
    return set_to


@pytest.fixture
def sign_in() -> "Callable[[User], Client]":
    """Return a client in which this user is signed in with a second factor."""

    return signed_in_client
