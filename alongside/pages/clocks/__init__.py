"""The privacy officer's page of clocks."""
