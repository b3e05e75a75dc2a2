"""The table of ASVS 5.0 has every requirement of level 1 and 2 once, each with a test that exists or a reason."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.test_dossier import names_nobody_has

SECURITY = Path(__file__).parent.parent.parent / "docs" / "security"
ROW = re.compile(r"^\| (V[\d.]+) \| (\d) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
STATES = ("met", "the service", "not applicable", "not met")


@pytest.fixture(scope="module")
def page() -> str:
    return (SECURITY / "asvs.md").read_text()


@pytest.fixture(scope="module")
def rows(page) -> list[tuple[str, ...]]:
    return ROW.findall(page)


def test_every_requirement_of_level_1_and_2_is_there_once_in_its_order(rows):
    lines = (SECURITY / "asvs-ids.txt").read_text().splitlines()
    ids = [tuple(line.split()) for line in lines if not line.startswith("#")]
    assert len(ids) == 253
    assert [(name, level) for name, level, *_ in rows] == ids


def test_each_has_a_state_and_a_test_that_exists_or_a_reason(rows):
    for name, _, asked, state, proof in rows:
        assert asked.strip(), name
        assert state in STATES, name
        assert len(proof.strip()) > 5, name
        assert names_nobody_has(proof) == [], name


def test_what_is_not_met_is_said_at_the_top(page, rows):
    top = re.findall(r"^- \*\*(V[\d.]+)\*\*", page, re.MULTILINE)
    assert top == [name for name, _, _, state, _ in rows if state == "not met"]


def test_the_count_at_the_top_is_what_the_rows_say(page, rows):
    counted = Counter((state, level) for _, level, _, state, _ in rows)
    for state in STATES:
        assert f"| {state} | {counted[state, '1']} | {counted[state, '2']} |" in page
