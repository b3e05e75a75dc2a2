"""What is decided about each item, on what ground, and what is suggested before anybody decides."""

from enum import StrEnum


class _Labelled(StrEnum):
    """A word of the tables with the words people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "_Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class CameBy(_Labelled):
    """How the request came."""

    LETTER = "letter", "By letter or email"
    MEETING = "meeting", "Said in a meeting"
    OWN_SIDE = "own_side", "From their own page"
    SOMEBODY = "somebody", "Through somebody who acts for them"


class Law(_Labelled):
    """Which part of the law it is answered under."""

    GENERAL = "general", "General processing (UK GDPR, Article 15)"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement (Data Protection Act 2018, section 45)"


class Identity(_Labelled):
    """How it is known that it is they who ask."""

    KNOWN = "known", "Somebody who works with them knows them"
    DOCUMENT = "document", "They showed a document"
    DOOR = "door", "They opened their own page with their PIN or passkey"


class RequestState(_Labelled):
    """Where a request stands."""

    OPEN = "open", "Being decided"
    DECIDED = "decided", "Waits for a second person"
    AGREED = "agreed", "Ready to be given"
    GIVEN = "given", "Given"

    @property
    def is_open(self) -> bool:
        """Return whether the person still waits, which is the only purpose the record may be read for."""
        return self is not RequestState.GIVEN


class GivenBy(_Labelled):
    """How the copy reached the person."""

    HAND = "hand", "In their hand, in a meeting"
    POST = "post", "By recorded post"
    SECURE = "secure", "By a secure file service they agreed to"


class Decision(_Labelled):
    """What happens to one item."""

    GIVE = "give", "Give"
    REDACT = "redact", "Give, with parts taken out"
    WITHHOLD = "withhold", "Keep back"


class Ground(_Labelled):
    """Why something is kept back: the exemptions of the Data Protection Act 2018, in plain words."""

    OTHERS = "others", "It is about somebody else, who has not agreed and whose rights weigh more"
    CRIME = "crime", "It would be likely to get in the way of preventing, detecting or prosecuting crime"
    SAFETY = "safety", "It would be likely to cause serious harm to somebody's body or mind"
    PRIVILEGE = "privilege", "It is between a lawyer and whom they advise"
    COURT = "court", "It is about a court acting as a court"
    SECURITY = "security", "It would weaken how places or systems are kept safe"
    NOT_THEIRS = "not_theirs", "It is not information about them"

    @property
    def may_be_told(self) -> bool:
        """Return whether the person may read this ground. To name the others could do what they are there to prevent."""
        return self in (Ground.OTHERS, Ground.PRIVILEGE, Ground.NOT_THEIRS)


class Sort(_Labelled):
    """What kind of information an item is, as far as a suggestion needs it."""

    OWN = "own", "Said by the person"
    ABOUT = "about", "About the person"
    WORKING = "working", "Somebody's own working notes"
    OTHERS = "others", "About somebody else, or told by somebody else"
    UNTOLD = "untold", "Something the person may not have been told"


class GroundMissing(ValueError):
    """Something is kept back without saying on what ground."""


class ReasonMissing(ValueError):
    """Something is kept back without a reason in words."""


def suggest_decision(sort: Sort, *, has_source: bool) -> Decision | None:
    """Return what is usually right for this sort of item, or None where only reading it can tell. Decides nothing.

    has_source: a statement in it was told by somebody else than the person.
    """
    if sort is Sort.OTHERS:
        return Decision.WITHHOLD
    if has_source:
        return Decision.REDACT
    return None if sort in (Sort.WORKING, Sort.UNTOLD) else Decision.GIVE


def check_decision(decision: Decision, ground: Ground | None, reason: str) -> None:
    """Do nothing for a decision that says enough. Raises GroundMissing and ReasonMissing.

    What is given needs neither: the law asks for a reason only where it is kept back.
    """
    if decision is Decision.GIVE:
        return
    if ground is None:
        raise GroundMissing
    if not reason.strip():
        raise ReasonMissing
