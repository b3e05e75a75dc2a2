"""What is kept of a token, and what a meeting is called under it."""

import hashlib
import hmac
from uuid import UUID


def hash_token(token: str) -> bytes:
    """Return what is kept of a token. 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).digest()


def name_slot(token: str, session_id: UUID) -> str:
    """Return the name under which a calendar knows a session: always the same in one feed, and of no use outside it.

    The token is the key, and it is nowhere but in the address: whoever has a copy of the calendar, of the tables or of
    somebody else's calendar cannot tell which session it is.
    """
    return hmac.new(token.encode(), session_id.bytes, hashlib.sha256).hexdigest()[:32]
