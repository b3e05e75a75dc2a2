"""What the documents name has to exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
NAMED = re.compile(r"`((?:tests|docs|benchmarks|frontend|alongside)/[\w./-]+)`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")
ENFORCED = re.compile(r"^\| .+ \| (`[^|]+`) \| (`[^|]+`) \|$", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_file_that_a_document_names_exists(document):
    text = document.read_text()
    missing = [name for name in NAMED.findall(text) if not (ROOT / name).exists()]
    missing += [name for name in LINKED.findall(text) if not (document.parent / name).exists()]
    assert missing == []


def test_each_security_property_names_where_it_is_enforced_and_a_test_that_exists():
    rows = ENFORCED.findall((ROOT / "docs" / "security-properties.md").read_text())
    assert len(rows) > 10
    for enforced, watched in rows:
        for name in re.findall(r"`([^`]+)`", enforced):
            assert (ROOT / "alongside" / name).exists(), name
        for name in re.findall(r"`([^`]+)`", watched):
            assert (ROOT / name).exists(), name
