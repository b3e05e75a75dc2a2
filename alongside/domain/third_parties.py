"""Somebody else whose details must never travel with a person's record: a victim, a partner, a child, a source."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 2_000


class Kind(StrEnum):
    """Who they are to the case."""

    VICTIM = "victim"
    PARTNER = "partner"
    CHILD = "child"
    SOURCE = "source"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return LABELS[self]


LABELS = {
    Kind.VICTIM: "A victim",
    Kind.PARTNER: "A partner or former partner",
    Kind.CHILD: "A child",
    Kind.SOURCE: "Somebody who told us something",
    Kind.OTHER: "Somebody else",
}


class CannotKeep(ValueError):
    """The entry says too little or too much. field is where the page says so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """What is kept. may_be_said is all that the person may be told of it, and nothing is where nothing was written."""

    kind: Kind
    name: str
    about: str = ""
    reach: str = ""
    safe: str = ""
    may_be_said: str = ""


def check_third_party(said: ThirdParty) -> ThirdParty:
    """Return it as it is kept. Whoever can be reached has a rule for how that is safe. Raises CannotKeep."""
    kept = ThirdParty(said.kind, *(words.strip() for words in (said.name, said.about, said.reach, said.safe)))
    kept = ThirdParty(kept.kind, kept.name, kept.about, kept.reach, kept.safe, said.may_be_said.strip())
    if not kept.name:
        raise CannotKeep("name", "Say who it is, by a name or by words that you will know again")
    if kept.reach and not kept.safe:
        raise CannotKeep("safe", "Say when and how it is safe to reach them, or take the way to reach them out")
    for field in ("name", "about", "reach", "safe", "may_be_said"):
        if len(getattr(kept, field)) > LONGEST:
            raise CannotKeep(field, "Use 2,000 letters or fewer")
    return kept
