"""Made-up people: in demo mode only, never among others, never half."""

from pathlib import Path

import pytest

from alongside.records.models import Person
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch, settings):
    """Demo mode, and twelve people instead of 400."""
    from alongside.casework.demo.operations import load_demo

    settings.ALONGSIDE_DEMO = True
    monkeypatch.setattr("alongside.commands.demo.load_demo", lambda *, at: load_demo(at=at, people=12))


def test_they_are_loaded_once(call, few):
    assert "12 made-up people are here." in call("demo").output
    again = call("demo", "--if-empty")
    assert (again.exit_code, again.output) == (0, "")
    assert Person.objects.count() == 13  # and somebody whose time is over


def test_they_are_never_mixed_with_others(call, few):
    make_cast()
    refused = call("demo")
    assert refused.exit_code == 1
    assert "never mixed" in refused.output
    assert Person.objects.count() == 1


def test_outside_demo_mode_there_are_none(call, settings):
    settings.ALONGSIDE_DEMO = False
    assert call("demo").exit_code == 1
    assert not Person.objects.exists()


def test_a_load_that_broke_off_is_said(call, few, monkeypatch, settings):
    def breaks_off(*, at):
        yield 1, 12
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("alongside.commands.demo.load_demo", breaks_off)
        assert call("demo").exit_code == 1
    said = call("demo", "--if-empty")
    (Path(settings.ALONGSIDE_DATA_DIR) / "demo-unfinished").unlink()
    assert said.exit_code == 1
    assert "Remove the folder" in said.output
