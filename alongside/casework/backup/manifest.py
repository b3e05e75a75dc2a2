"""The page in each backup that says what it holds. It is signed, so that a damaged, unfinished or foreign one is noticed."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from alongside.casework.backup.streams import Measured, MeasuredFile
from alongside.vault import SealBroken, decrypt, encrypt, sign_manifest, verify_manifest

NAME = "manifest.json"
ENCRYPTED = ".age"
FORMAT = "alongside backup 2"


class BackupRefused(Exception):
    """Why a backup was not made or not brought back, in a sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    size and sha256 are those of the file, content_size and content_sha256 of what is in it once it is decrypted.
    migrations are the table versions it was made with, rows how many there are in each table, and wrapped_by the
    key-encryption keys that a copy of the keys needs.
    """

    store: str
    engine: str
    made_at: str
    file: str
    size: int
    sha256: str
    content_size: int
    content_sha256: str
    migrations: Sequence[str]
    rows: Mapping[str, int]
    wrapped_by: Sequence[str]
    format: str = FORMAT
    signature: str = ""

    @property
    def is_encrypted(self) -> bool:
        """Return whether the copy is of use to nobody without its identity."""
        return self.file.endswith(ENCRYPTED)

    def signed(self) -> "Manifest":
        """Return this manifest with the signature of this installation."""
        return replace(self, signature=sign_manifest(_text(self)))


def write_manifest(folder: Path, manifest: Manifest, recipient: str) -> None:
    """Write the manifest, last of all, flushed to disk, and encrypted when there is somebody to encrypt to."""
    content = (json.dumps(asdict(manifest.signed()), indent=2) + "\n").encode()
    with MeasuredFile(folder / (f"{NAME}{ENCRYPTED}" if recipient else NAME)) as file:
        if recipient:
            encrypt(io.BytesIO(content), file, recipient)
        else:
            file.write(content)


def read_manifest(folder: Path, identity: Path | None) -> Manifest:
    """Return the manifest of a backup of this installation whose file is whole. Raises BackupRefused."""
    manifest = _parse(_read(folder, identity))
    if not verify_manifest(_text(manifest), manifest.signature):
        raise BackupRefused(f"The {NAME} of this backup was changed, or belongs to another installation.")
    copy = folder / Path(manifest.file).name
    if not copy.is_file() or copy.stat().st_size != manifest.size:
        raise BackupRefused(f"This backup is not complete: {copy.name} is missing or cut short.")
    if _sum(copy) != manifest.sha256:
        raise BackupRefused(f"This backup is damaged: {copy.name} is not what was written.")
    return manifest


@contextmanager
def opened(folder: Path, manifest: Manifest, identity: Path | None) -> Iterator[Path]:
    """Give the copy as a file that can be read, decrypted for as long as that takes. Raises BackupRefused."""
    copy = folder / manifest.file
    if not manifest.is_encrypted or identity is None:
        yield copy
        return
    with TemporaryDirectory(prefix="restore-", dir=settings.ALONGSIDE_DATA_DIR) as temporary:
        plain = Path(temporary) / manifest.file.removesuffix(ENCRYPTED)
        with copy.open("rb") as source, MeasuredFile(plain) as target:
            _decrypt(source, target, identity)
        if (target.size, target.sha256) != (manifest.content_size, manifest.content_sha256):
            raise BackupRefused(f"This backup is damaged: {copy.name} does not hold what was written.")
        yield plain


def read_file(path: Path, identity: Path | None) -> bytes:
    """Return what a small file of a copy says, decrypted if it is encrypted. Raises BackupRefused."""
    if path.suffix != ENCRYPTED:
        return path.read_bytes()
    if identity is None:
        raise BackupRefused("This backup is encrypted. Say which file has its identity: --identity FILE.")
    content = io.BytesIO()
    with path.open("rb") as source:
        _decrypt(source, content, identity)
    return content.getvalue()


def _read(folder: Path, identity: Path | None) -> bytes:
    encrypted = folder / f"{NAME}{ENCRYPTED}"
    try:
        return read_file(encrypted if encrypted.exists() else folder / NAME, identity)
    except OSError:
        raise BackupRefused(f"{folder} is not a backup, or was not finished: it has no {NAME}.") from None


def _decrypt(source: io.BufferedReader, target: io.BytesIO | MeasuredFile, identity: Path) -> None:
    try:
        decrypt(source, target, identity)
    except SealBroken:
        raise BackupRefused(f"This backup is damaged: {Path(source.name).name} cannot be decrypted.") from None


def _parse(content: bytes) -> Manifest:
    try:
        said = json.loads(content)
        if said.get("format") != FORMAT:
            raise BackupRefused("This backup was made by another version of Alongside.")
        manifest = Manifest(**said)
        _text(manifest)
    except (ValueError, TypeError, AttributeError):
        raise BackupRefused(f"The {NAME} of this backup is damaged.") from None
    return manifest


def _text(manifest: Manifest) -> bytes:
    """Return everything a manifest says but its signature, written in the one way there is."""
    content = {name: value for name, value in asdict(manifest).items() if name != "signature"}
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        measured = Measured(file)
        while measured.read():
            pass
    return measured.sha256
