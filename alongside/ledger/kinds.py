"""The six kinds of entry, after section 62 of the Data Protection Act 2018."""

from enum import StrEnum


class Kind(StrEnum):
    """What was done with personal data."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
