"""Pages of the plan: what two people want, who does what by when, and how they know that it goes well."""
