"""The ledger app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Entries, leaves and checkpoints."""

    name = "alongside.ledger"
    label = "ledger"
