"""Who has looked at a record, folded so that a person can read it."""

from alongside.domain.who_has_looked.folding import FoldedLook, ListedMonth, OneLook, count_listed, fold_looks

__all__ = ["FoldedLook", "ListedMonth", "OneLook", "count_listed", "fold_looks"]
