"""Reading the ledger for a purpose that is said before."""
