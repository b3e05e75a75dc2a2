"""How a person describes themselves, if they want to: used in groups only, to see whether a service is fair to everybody.

The groups are the five broad ethnic groups of the Census 2021 of England and Wales (Office for National Statistics), in
shorter words. Own words may say it better than any list, so they may stand beside a group or without one.
"""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 200


class Ethnicity(StrEnum):
    """A broad group, or that somebody would rather not say."""

    ASIAN = "asian"
    BLACK = "black"
    MIXED = "mixed"
    WHITE = "white"
    ANOTHER = "another"
    RATHER_NOT = "rather_not"


class Disability(StrEnum):
    """Whether something about body or mind has made daily life harder for a year or more."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
    RATHER_NOT = "rather_not"


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What the person said of themselves. None where they said nothing."""

    ethnicity: Ethnicity | None = None
    ethnicity_words: str = ""
    disability: Disability | None = None
    disability_words: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all is said."""
        return self == SelfDescription()


def pack(description: SelfDescription) -> dict[str, str]:
    """Return a description as it is sealed."""
    return {
        "ethnicity": description.ethnicity or "",
        "ethnicity_words": description.ethnicity_words,
        "disability": description.disability or "",
        "disability_words": description.disability_words,
    }


def unpack(kept: dict[str, str]) -> SelfDescription:
    """Return the description that was sealed."""
    return SelfDescription(
        ethnicity=Ethnicity(kept["ethnicity"]) if kept["ethnicity"] else None,
        ethnicity_words=kept["ethnicity_words"],
        disability=Disability(kept["disability"]) if kept["disability"] else None,
        disability_words=kept["disability_words"],
    )
