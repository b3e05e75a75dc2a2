"""The three ways to handle a column, and how the columns of a table are said."""

from enum import StrEnum


class FieldClass(StrEnum):
    """How a column is to be handled."""

    IDENTIFYING = "identifying"
    CONFIDENTIAL = "confidential"
    OPEN = "open"


def of(*, identifying: str = "", confidential: str = "", public: str = "id") -> dict[FieldClass, str]:
    """Return the columns of one table by class, each a line of names. Nearly always only the key is open."""
    return {FieldClass.IDENTIFYING: identifying, FieldClass.CONFIDENTIAL: confidential, FieldClass.OPEN: public}
