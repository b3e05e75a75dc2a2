"""Encodings with exactly one reading, for everything that is signed, hashed or bound."""

import json
from collections.abc import Iterable, Mapping, Sequence

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def length_prefixed(parts: Iterable[bytes]) -> bytes:
    """Join byte strings so that no two different lists give the same bytes.

    Each part follows its length as four big-endian bytes.
    """
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def canonical_json(value: Json) -> str:
    """Write JSON the same way every time: sorted keys, no spaces, no NaN.

    Raises ValueError for numbers JSON does not have.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
