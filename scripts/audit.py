"""Looks every locked package up among the holes that are known, and believes no answer that could be given without looking.

pip-audit says "no known vulnerabilities" after it skipped everything, and a mirror answers an audit of npm with nothing. So one
package whose holes have been public for years goes into each question. An answer that does not name it was not looked up.

Being offline is no failure: the build is unaudited, and that is what it says. A hole is one.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from frontend.build import FRONTEND, BuildError, find_node

LOCKS = sorted((Path(__file__).resolve().parent.parent / "requirements").glob("*.txt"))
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
# Neither is installed: only their names and versions are asked about.
HOLED_PYTHON, HOLED_NPM = ("pillow", "8.0.0"), ("minimist", "0.0.8")
PATIENCE = 180  # seconds

Package = tuple[str, str]


class NotLookedUp(Exception):
    """Nobody looked, and this is why."""


@dataclass(frozen=True)
class Verdict:
    """What is known of some packages: their holes, and why they were not looked up if they were not."""

    what: str
    asked: int = 0
    holes: Mapping[Package, Sequence[str]] = field(default_factory=dict)
    why_not: str = ""

    def __str__(self) -> str:
        found = [f"{name} {version}: {', '.join(ids)}" for (name, version), ids in sorted(self.holes.items())]
        if found:
            return f"Known holes in {self.what}:\n  " + "\n  ".join(found)
        if self.why_not:
            return f"This build is unaudited: {self.what} were not looked up. {self.why_not}"
        return f"This build is audited: {self.asked} {self.what} were looked up, and none has a hole that is known."


def judge(
    what: str,
    *,
    asked: set[Package],
    answered: Mapping[Package, Sequence[str]],
    holed: Package,
    skipped: Sequence[str] = (),
) -> Verdict:
    """Return what an answer is worth. A hole counts whatever else is missing, and no hole only if everything was looked up."""
    holes = {package: ids for package, ids in answered.items() if ids and package != holed}
    left_out = {name for name, _ in asked - answered.keys()} | set(skipped)
    if not answered.get(holed):
        why_not = f"The answer knows no hole in {' '.join(holed)}, which is known to have some."
    elif left_out:
        why_not = f"The answer leaves out {', '.join(sorted(left_out))}."
    else:
        why_not = ""
    return Verdict(what, len(asked), holes, why_not)


def audit_python(locks: Sequence[Path] = LOCKS, service: str = "") -> Verdict:
    """Look up everything the lock files pin. service is the address of another service that speaks as OSV does."""
    what = "Python packages"
    asked = {_named(name, version) for lock in locks for name, version in PIN.findall(lock.read_text())}
    try:
        report = _ask_pip_audit(locks, service)
    except NotLookedUp as error:
        return Verdict(what, len(asked), why_not=str(error))
    told = [(_named(one["name"], one.get("version", "")), one) for one in report]
    answered = {package: [vuln["id"] for vuln in one["vulns"]] for package, one in told if "vulns" in one}
    skipped = [name for (name, _), one in told if "vulns" not in one]
    return judge(what, asked=asked, answered=answered, holed=HOLED_PYTHON, skipped=skipped)


def audit_npm(folder: Path = FRONTEND, service: str = "") -> Verdict:
    """Look up everything the front end's lock file pins. service is the address of another registry."""
    what = "npm packages"
    lock = json.loads((folder / "package-lock.json").read_text())
    pinned = {path.rpartition("node_modules/")[2]: entry["version"] for path, entry in lock["packages"].items() if path}
    try:
        report = _ask_npm(folder, lock, service)
    except NotLookedUp as error:
        return Verdict(what, len(pinned), why_not=str(error))
    versions = pinned | dict([HOLED_NPM])
    found = {(name, versions[name]): _ids(one) for name, one in report.items()}
    # npm names what has a hole and counts the rest.
    asked = set(pinned.items())
    return judge(what, asked=asked, answered=dict.fromkeys(asked, ()) | found, holed=HOLED_NPM)


def _named(name: str, version: str) -> Package:
    return canonicalize_name(name), version


def _ids(hole: Mapping[str, Any]) -> list[str]:
    """Return the advisories of a package, or the package through which it has them."""
    return [via if isinstance(via, str) else via.get("url", via["title"]) for via in hole["via"]]


def _ask_pip_audit(locks: Sequence[Path], service: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        holed = Path(folder, "holed.txt")
        holed.write_text(f"{HOLED_PYTHON[0]}=={HOLED_PYTHON[1]} --hash=sha256:{'0' * 64}\n")
        options = ["--strict", "--disable-pip", "--progress-spinner=off", "--desc=off", "--format=json"]
        options += ["--vulnerability-service=osv", *([f"--osv-url={service}"] if service else [])]
        files = [word for lock in (*locks, holed) for word in ("--requirement", str(lock))]
        return _run([sys.executable, "-m", "pip_audit", *options, *files], "dependencies", folder, line=-1)


def _ask_npm(folder: Path, lock: dict[str, Any], service: str) -> dict[str, Any]:
    name, version = HOLED_NPM
    package = json.loads((folder / "package.json").read_text())
    package["dependencies"][name] = lock["packages"][""]["dependencies"][name] = version
    lock["packages"][f"node_modules/{name}"] = {"version": version}
    try:
        _, npm = find_node()
    except BuildError as error:
        raise NotLookedUp(str(error)) from error
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary, "package.json").write_text(json.dumps(package))
        Path(temporary, "package-lock.json").write_text(json.dumps(lock))
        options = ["--json", "--package-lock-only", "--fetch-retries=0"]
        options += [f"--registry={service}"] if service else []
        return _run([*npm, "audit", *options], "vulnerabilities", temporary, line=0)


def _run(command: list[str], part: str, folder: str, *, line: int) -> Any:
    """Return this part of the JSON object that a command prints, whatever its exit code.

    line is the one of its complaints that says why there is none. Raises NotLookedUp.
    """
    try:
        done = subprocess.run(  # noqa: S603  # words of ours alone
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return json.loads(done.stdout)[part]
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotLookedUp(f"Nothing was answered: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        said = (done.stderr.strip() or "nothing.").splitlines()[line]
        raise NotLookedUp(f"No service answered. It was said: {said[:120]}") from error


def main() -> int:
    """Say what is known. Returns 1 when there is a hole."""
    verdicts = [audit_python(), audit_npm()]
    sys.stdout.writelines(f"{verdict}\n" for verdict in verdicts)
    return int(any(verdict.holes for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
