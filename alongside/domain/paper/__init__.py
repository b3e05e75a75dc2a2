"""A check-in on paper: what tells one sheet from another, and which days can be on it."""

from alongside.domain.paper.days import TYPED_WITHIN, is_possible_day
from alongside.domain.paper.references import make_reference, read_reference

__all__ = ["TYPED_WITHIN", "is_possible_day", "make_reference", "read_reference"]
