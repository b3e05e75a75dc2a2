"""What a person asked to be passed on today, and by when somebody is to take it up."""

from alongside.domain.disclosures.clock import TAKEN_UP_WITHIN, due_at, is_late

__all__ = ["TAKEN_UP_WITHIN", "due_at", "is_late"]
