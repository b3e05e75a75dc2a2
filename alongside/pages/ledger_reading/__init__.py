"""The privacy officer's reading of the ledger."""
