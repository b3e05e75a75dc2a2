"""Kinds that a person's record may be of."""

from enum import StrEnum


class Jurisdiction(StrEnum):
    """Whose law the supervision is under."""

    ENGLAND_WALES = "england_wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
