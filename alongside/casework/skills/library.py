"""The modules of this service: ours without those it hides, and its own."""

from functools import cache
from pathlib import Path

from django.conf import settings

from alongside.domain.skills import Library, make_library


def the_library() -> Library:
    """Return the modules there are. Raises ContentBroken for a file of the service's own with a mistake in it."""
    return _read(settings.ALONGSIDE_SKILLS_DIR, tuple(settings.ALONGSIDE_SKILLS_HIDDEN))


def list_exercises() -> list[str]:
    """Return every exercise there is as the name of its module, a stroke and its own."""
    return [f"{module.id}/{one.id}" for module in the_library().modules.values() for one in module.exercises]


@cache
def _read(folder: Path | None, hidden: tuple[str, ...]) -> Library:
    """Return a library that is read once. Whoever changes a file starts the service again."""
    files = sorted(folder.glob("*.toml")) if folder else []
    return make_library(own={file.name: file.read_text(encoding="utf-8") for file in files}, hidden=hidden)
