"""The register of incidents, and how far one of them reaches."""
