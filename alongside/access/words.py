"""The words of the policy: who asks, for what, of which person's record, and how they stand to that person."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a user is in the organisation. A role alone opens nobody's record."""

    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy_officer"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"


class Relation(StrEnum):
    """How an actor stands to one person today."""

    ALLOCATED = "allocated"
    CO_WORKER = "co_worker"
    COVER = "cover"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    SELF = "self"


class Scope(StrEnum):
    """What a capability of the person's side may do."""

    CHECK_IN = "check_in"
    HELP_ANSWER = "help_answer"
    TELL_SOMEONE = "tell_someone"
    PROMISES = "promises"
    SKILLS = "skills"
    NEXT_SESSION = "next_session"
    ABOUT_ME = "about_me"
    ANSWERS_BACK = "answers_back"
    WHO_HAS_LOOKED = "who_has_looked"
    CORRECTION = "correction"
    COMPLAINT = "complaint"
    SELF_DESCRIPTION = "self_description"
    SELF_KNOWLEDGE = "self_knowledge"
    ACCESS_REQUEST = "access_request"
    AGREEMENTS = "agreements"
    PASSED_ON = "passed_on"


class Action(StrEnum):
    """What is asked."""

    READ = "read"
    WRITE = "write"
    READ_SENTENCE = "read_sentence"
    ANSWER = "answer"
    SET_ACCESS = "set_access"
    MOVE = "move"
    DECLARE_SHARED = "declare_shared"
    SECOND_SIGN = "second_sign"


class Item(StrEnum):
    """A kind of thing in a record."""

    IDENTITY = "identity"
    SESSION = "session"
    CHECK_IN = "check_in"
    CHECK_IN_OFFER = "check_in_offer"
    RATING = "rating"
    EPISODE = "episode"
    NOTE = "note"
    SEALED_NOTE = "sealed_note"
    REFLECTION = "reflection"
    WHO_HAS_LOOKED = "who_has_looked"
    ACCESS_RULES = "access_rules"
    PROMISE = "promise"
    ANSWER_BACK = "answer_back"
    DISCLOSURE = "disclosure"
    CORRECTION = "correction"
    COMPLAINT = "complaint"
    RETENTION = "retention"
    SELF_DESCRIPTION = "self_description"
    SELF_KNOWLEDGE = "self_knowledge"
    DOOR = "door"
    PAPER_CHECK_IN = "paper_check_in"
    FIRST_CONTACT = "first_contact"
    ASSESSMENT = "assessment"
    REFERRAL = "referral"
    PLAN = "plan"
    SKILL = "skill"
    REINTEGRATION = "reintegration"
    ENDING = "ending"
    ABUSE_NOTE = "abuse_note"
    THIRD_PARTY = "third_party"
    ACCESS_REQUEST = "access_request"
    ACCESS_BUNDLE = "access_bundle"
    AGREEMENT = "agreement"
    PASSED_ON = "passed_on"


class Audience(StrEnum):
    """Whom a person let see their answers."""

    NOT_CHOSEN = ""
    WORKER = "worker"
    SUPERVISOR = "supervisor"
    TOTALS = "totals"


class Obligation(StrEnum):
    """What the caller must do for an allowed request to stand."""

    RECORD_REASON = "record_reason"


@dataclass(frozen=True)
class Actor:
    """Somebody who asks: a member of staff, or a person through a capability of their own."""

    id: UUID
    name: str = ""
    roles: frozenset[Role] = frozenset()
    active: bool = True
    is_person: bool = False
    scopes: frozenset[Scope] = frozenset()
    person_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class Standing:
    """How an actor stands to one person at one time. A dated relation outside its dates is not in the set."""

    relations: frozenset[Relation] = frozenset()
    excluded: bool = False
    conflict: bool = False
    restricted: bool = False
    on_list: bool = False


@dataclass(frozen=True)
class Resource:
    """One item of one person's record, with the attributes that the table asks about.

    rank counts finished notes from the newest, which is 1; 0 means not ranked. signed is said of a version of an
    assessment, of what was calculated from it and of the map that goes with it. asked_for says that the person has asked
    for a copy and still waits for it, which is the purpose their whole record is read for.
    """

    item: Item
    standing: Standing = field(default_factory=Standing)
    audience: Audience = Audience.NOT_CHOSEN
    shared: bool = False
    named: bool = False
    by_actor: bool = False
    draft: bool = False
    signed: bool = False
    asked_for: bool = False
    rank: int = 0


@dataclass(frozen=True)
class Decision:
    """The answer with its reason, which goes to the ledger and never to the screen."""

    allowed: bool
    reason: str
    obligations: frozenset[Obligation] = frozenset()

    def __bool__(self) -> bool:
        return self.allowed
