"""G34: no secret lies in the tree or in its history.

The patterns are those of keys and tokens as they are handed out, and any long word of many different characters given to a name
that sounds like a secret. detect-secrets would find more of other people's services; this project uses two of them.
"""

import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KNOWN = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bglpat-[\w-]{20}"
    r"|\bxox[abprs]-[\w-]{10}|\bsk_live_\w{20}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"
    r"|\b[a-z_]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)  # the last is a key of GOV.UK Notify
NAMED = re.compile(
    r"(?i)(?:secret|passw(?:or)?d|token|api_?key|private_?key)\w*[\"']?\s*[:=]\s*[\"']([A-Za-z0-9+/=_-]{24,})[\"']"
)
LEAST_BITS = 4.0  # of entropy in a character: an English word has three and a half, a random base64 word over four
PACKED = {".png", ".woff2", ".woff", ".ico", ".sqlite3", ".gz", ".lock"}
OPENS_NOTHING = ("made_up-1111", "a-secret-of-this-test-", "made-up-")  # by how they begin


def bits_per_character(word: str) -> float:
    return -sum(n / len(word) * math.log2(n / len(word)) for n in Counter(word).values())


def secrets_in(text: str) -> Iterator[str]:
    """Yield what looks like a secret that somebody could use."""
    known = [found[0] for found in KNOWN.finditer(text)]
    named = [found[1] for found in NAMED.finditer(text)]
    random = [word for word in named if bits_per_character(word) >= LEAST_BITS and re.search(r"\d", word)]
    yield from (word for word in known + random if not word.startswith(OPENS_NOTHING))


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("there is no history here")
    return done.stdout.decode(errors="replace")


def test_no_file_of_the_tree_holds_a_secret():
    files = [ROOT / name for name in git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()]
    texts = [(path, path.read_text(errors="ignore")) for path in files if path.is_file() and path.suffix not in PACKED]
    assert len(texts) > 500
    found = [f"{path.relative_to(ROOT)}: {secret[:12]}" for path, text in texts for secret in secrets_in(text)]
    assert [line for line in found if not line.startswith(Path(__file__).relative_to(ROOT).as_posix())] == []


@pytest.mark.nightly
def test_no_line_that_was_ever_in_the_history_holds_one(goal_result):
    added = [
        line for line in git("log", "--all", "-p", "--no-color", "--unified=0").splitlines() if line.startswith("+")
    ]
    found = {secret for line in added for secret in secrets_in(line)} - set(secrets_in(Path(__file__).read_text()))
    goal_result(goal="G34", tried=len(added), failed=len(found), what="lines ever added, searched for secrets")
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "aws = '" + "AKIA" + "IOSFODNN7EXAMPLE'",
        "-----BEGIN " + "PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1",
        "url: gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "SECRET_KEY = '" + "p8Xz3Qw7Lm2Vt9Rk4Yd6Nf1Bc5Hs0Jg" + "'",
        "notify = alongside-" + "-".join(["1b2c3d4e-1111-4222-8333-123456789abc"] * 2),
    ],
)
def test_each_kind_would_be_found(line):
    assert list(secrets_in(line)) != []


def test_words_that_open_nothing_are_let_be():
    for line in (
        'SECRET_KEY = "only-for-development-and-tests"',
        'token = "make_card"',
        "password = form.cleaned_data",
    ):
        assert list(secrets_in(line)) == [], line
