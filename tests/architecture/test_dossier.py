"""The dossier names every goal once, and no test that does not exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SECURITY = ROOT / "docs" / "security"
PAGES = [ROOT / "SECURITY.md", ROOT / "docs" / "security-properties.md", *SECURITY.glob("*.md")]
GOALS = [f"G{number}" for number in range(1, 36) if number != 24]
ROW = re.compile(r"^\| (G\d+) \| (.+) \| (.+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w./-]+)(?:::(\w+))?`")
NOTHING = "–"


def goal_rows(text: str) -> list[tuple[str, ...]]:
    return ROW.findall(text)


def names_nobody_has(text: str) -> list[str]:
    """Return the tests a text names that are not in the tree: a file, or a function in it."""
    missing = []
    for file, function in NAMED.findall(text):
        path = ROOT / file
        if not path.exists() or (function and f"def {function}(" not in path.read_text()):
            missing.append(f"{file}::{function}" if function else file)
    return missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_the_dossier_names_exists(page):
    assert names_nobody_has(page.read_text()) == []


def test_a_test_that_is_gone_is_found():
    here = "tests/architecture/test_dossier.py"
    text = f"`tests/gone.py` `{here}::test_gone` `{here}::test_a_test_that_is_gone_is_found` `{here}`"
    assert names_nobody_has(text) == ["tests/gone.py", f"{here}::test_gone"]


def test_every_goal_has_one_row():
    assert [row[0] for row in goal_rows((SECURITY / "goals.md").read_text())] == GOALS


def test_a_goal_says_its_kind_and_its_state_and_is_never_held_without_a_proof():
    for goal, said, kind, proof, broken, state in goal_rows((SECURITY / "goals.md").read_text()):
        assert said, goal
        assert kind in {"P", "N", "R"}, goal
        assert re.fullmatch(r"held|not yet|elsewhere|in part: .+", state), goal
        assert (proof == NOTHING) <= (state in {"not yet", "elsewhere"}), goal
        assert NAMED.search(proof) or proof == NOTHING, goal
        assert broken == NOTHING or any(function for _, function in NAMED.findall(broken)), goal
