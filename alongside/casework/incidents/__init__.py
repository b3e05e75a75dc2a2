"""The register of incidents that affect personal data, and how far one reaches."""
