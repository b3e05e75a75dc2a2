"""Append-only audit: write an entry. Functions that need the models are fetched on first use."""

from importlib import import_module
from typing import TYPE_CHECKING

from alongside.ledger.kinds import Kind

if TYPE_CHECKING:
    from alongside.ledger.recording import record_entry

__all__ = ["Kind", "record_entry"]


def __getattr__(name: str) -> object:
    """Fetch record_entry once the models can be loaded."""
    if name != "record_entry":
        raise AttributeError(name)
    return getattr(import_module("alongside.ledger.recording"), name)
