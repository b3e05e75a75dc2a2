"""The page in each backup that says what it holds, so that a damaged or unfinished one is noticed before it is used."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

NAME = "manifest.json"
FORMAT = "alongside backup 1"


class BackupRefused(Exception):
    """Why a backup was not made or not brought back, in a sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `migrations` are the table versions it was made with."""

    store: str
    engine: str
    made_at: str
    file: str
    size: int
    sha256: str
    migrations: Sequence[str]
    format: str = FORMAT


def describe(path: Path, *, store: str, engine: str, made_at: str, migrations: Sequence[str]) -> Manifest:
    """Return the manifest of this copy."""
    return Manifest(store, engine, made_at, path.name, path.stat().st_size, _sum(path), migrations)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of all, flushed to disk."""
    with (folder / NAME).open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup whose copy is whole. Raises BackupRefused."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        manifest = Manifest(**content)
    except OSError:
        raise BackupRefused(f"{folder} is not a backup, or was not finished: it has no {NAME}.") from None
    except (ValueError, TypeError):
        raise BackupRefused(f"The {NAME} of this backup is damaged.") from None
    if manifest.format != FORMAT:
        raise BackupRefused("This backup was made by another version of Alongside.")
    copy = folder / Path(manifest.file).name
    if not copy.is_file() or copy.stat().st_size != manifest.size:
        raise BackupRefused(f"This backup is not complete: {copy.name} is missing or cut short.")
    if _sum(copy) != manifest.sha256:
        raise BackupRefused(f"This backup is damaged: {copy.name} is not what was written.")
    return manifest


def _sum(path: Path) -> str:
    file: BinaryIO
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
