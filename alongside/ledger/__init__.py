"""Append-only audit: write an entry, give it its place in the tree, sign the tree, verify it all.

Functions that need the models are fetched on first use, because Django imports this package before it has loaded them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from alongside.ledger.kinds import Kind

if TYPE_CHECKING:
    from alongside.ledger.checkpoints import fit_folders_to_ledger, make_checkpoint_if_due
    from alongside.ledger.proving import prove_entry
    from alongside.ledger.reading import Disclosed, Look, list_disclosed, list_looks
    from alongside.ledger.recording import record_entry
    from alongside.ledger.sequencing import find_oldest_waiting, sequence_entries
    from alongside.ledger.signers import this_ledger
    from alongside.ledger.verifying import Report, verify_ledger
    from alongside.ledger.vouching import Vouched, ask_witness, keep_cosignature, witnesses

__all__ = [
    "Disclosed",
    "Kind",
    "Look",
    "Report",
    "Vouched",
    "ask_witness",
    "find_oldest_waiting",
    "fit_folders_to_ledger",
    "keep_cosignature",
    "list_disclosed",
    "list_looks",
    "make_checkpoint_if_due",
    "prove_entry",
    "record_entry",
    "sequence_entries",
    "this_ledger",
    "verify_ledger",
    "witnesses",
]

_MODULES = {
    "Disclosed": "reading",
    "Look": "reading",
    "list_disclosed": "reading",
    "list_looks": "reading",
    "fit_folders_to_ledger": "checkpoints",
    "make_checkpoint_if_due": "checkpoints",
    "record_entry": "recording",
    "find_oldest_waiting": "sequencing",
    "sequence_entries": "sequencing",
    "Report": "verifying",
    "verify_ledger": "verifying",
    "prove_entry": "proving",
    "this_ledger": "signers",
    "Vouched": "vouching",
    "ask_witness": "vouching",
    "keep_cosignature": "vouching",
    "witnesses": "vouching",
}


def __getattr__(name: str) -> object:
    """Fetch a function once the models can be loaded."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"alongside.ledger.{_MODULES[name]}"), name)
