"""Bytes on their way, counted and summed as they pass."""

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

BYTES_AT_ONCE = 1024 * 1024


class Source(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes, or none at the end."""


class Measured:
    """A source that knows how much was read from it, and the sum of that."""

    def __init__(self, source: Source) -> None:
        self._source, self._sum, self.size = source, hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        """Return the sum of what was read so far."""
        return self._sum.hexdigest()

    def read(self, size: int = BYTES_AT_ONCE, /) -> bytes:
        """Read on."""
        data = self._source.read(size if size > 0 else BYTES_AT_ONCE)
        self._sum.update(data)
        self.size += len(data)
        return data


class MeasuredFile:
    """A new file for its owner alone that knows its size and sum, and is on the disk when it is closed."""

    def __init__(self, path: Path) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file, self._sum, self.size, self.name = os.fdopen(handle, "wb"), hashlib.sha256(), 0, path.name

    @property
    def sha256(self) -> str:
        """Return the sum of what was written so far."""
        return self._sum.hexdigest()

    def write(self, data: bytes, /) -> int:
        """Write on."""
        self._sum.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Have it on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._file:
            self.flush()


def pour(source: Source, target: MeasuredFile) -> None:
    """Write everything that is in the source."""
    while data := source.read(BYTES_AT_ONCE):
        target.write(data)
