"""Opens and seals the words of a disclosure."""

from alongside.casework.people.sealing import open_field, seal_field
from alongside.records.disclosures import Disclosure
from alongside.vault import KeyRing

TABLE = "disclosure"


def seal_text(keys: KeyRing, row: Disclosure, text: str) -> bytes | None:
    """Return the envelope of what the person wrote."""
    return seal_field(keys, row.person_id, TABLE, row.id, "sealed_text", text)


def open_text(keys: KeyRing, row: Disclosure) -> str:
    """Return what the person wrote."""
    return open_field(keys, row.person_id, TABLE, row.id, "sealed_text", row.sealed_text)


def seal_done(keys: KeyRing, row: Disclosure, words: str) -> bytes | None:
    """Return the envelope of what was done about it."""
    return seal_field(keys, row.person_id, TABLE, row.id, "sealed_done", words)


def open_done(keys: KeyRing, row: Disclosure) -> str:
    """Return what was done about it, or no text."""
    return open_field(keys, row.person_id, TABLE, row.id, "sealed_done", row.sealed_done)
