"""Exact matching without readable columns."""

import hashlib
import hmac

from alongside.vault.encoding import length_prefixed
from alongside.vault.key_file import current_key_file


def blind_index(kind: str, normalised: str) -> bytes:
    """Give 32 bytes that are equal exactly when kind and normalised text are equal (HMAC-SHA-256, own key).

    The caller normalises. Without the key file the bytes cannot be guessed back, not even from a list of names.
    """
    message = length_prefixed((kind.encode(), normalised.encode()))
    return hmac.new(current_key_file().blind_index_key, message, hashlib.sha256).digest()
