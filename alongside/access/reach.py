"""What somebody could have read of a person's record, and when: the policy of today, asked of every moment of a span of time.

There is no second copy of the rules. Time is cut wherever a fact begins or ends, and `decide` is asked once for each piece
and each kind of thing, with the standing that the facts of that moment make.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access.history import History
from alongside.access.policy import decide
from alongside.access.words import Action, Actor, Audience, Item, Resource, Standing
from alongside.domain.incidents import Stretch, cut, join_equal

# What is asked about, each in the state of it that most can read. A test looks that every item is here or in NOT_ASKED.
ASKED: Mapping[str, Resource] = {
    "identity": Resource(Item.IDENTITY),
    "sessions": Resource(Item.SESSION),
    "last_notes": Resource(Item.NOTE, rank=1),
    "all_notes": Resource(Item.NOTE, rank=4),
    "offers": Resource(Item.CHECK_IN_OFFER),
    "answers_for_worker": Resource(Item.CHECK_IN, audience=Audience.WORKER),
    "answers_for_supervisor": Resource(Item.CHECK_IN, audience=Audience.SUPERVISOR),
    "answers_back": Resource(Item.ANSWER_BACK, audience=Audience.WORKER),
    "answers_back_of_supervisor": Resource(Item.ANSWER_BACK, audience=Audience.SUPERVISOR),
    "strains": Resource(Item.EPISODE),
    "shared_strains": Resource(Item.EPISODE, shared=True),
    "promises": Resource(Item.PROMISE),
    "plan": Resource(Item.PLAN),
    "skills": Resource(Item.SKILL),
    "signed_assessment": Resource(Item.ASSESSMENT, signed=True),
    "open_assessment": Resource(Item.ASSESSMENT),
    "first_contact": Resource(Item.FIRST_CONTACT),
    "referrals": Resource(Item.REFERRAL),
    "reintegration": Resource(Item.REINTEGRATION),
    "ending": Resource(Item.ENDING),
    "abuse_notes": Resource(Item.ABUSE_NOTE),
    "agreements": Resource(Item.AGREEMENT),
    "passed_on": Resource(Item.PASSED_ON),
    "corrections": Resource(Item.CORRECTION),
    "who_has_looked": Resource(Item.WHO_HAS_LOOKED),
    "access_rules": Resource(Item.ACCESS_RULES),
    "door": Resource(Item.DOOR),
    "complaints_to_supervisor": Resource(Item.COMPLAINT, audience=Audience.SUPERVISOR),
    # What a role opens without any relation, whether or not there was such a thing: that there was may not be for the reader.
    "disclosures": Resource(Item.DISCLOSURE),
    "complaints": Resource(Item.COMPLAINT),
    "emergencies": Resource(Item.GLASS_REVIEW),
    "copy_requests": Resource(Item.ACCESS_REQUEST),
}
NOT_ASKED: Mapping[Item, str] = {
    Item.SEALED_NOTE: "that there is one is known only to those it names",
    Item.THIRD_PARTY: "that there is one is known only to those it names",
    Item.REFLECTION: "its author's alone, until a line of it is shared",
    Item.RATING: "its author's alone",
    Item.SELF_DESCRIPTION: "the person's own, which no member of staff reads",
    Item.SELF_KNOWLEDGE: "the person's own, which no member of staff reads",
    Item.PAPER_CHECK_IN: "typed in and never read",
    Item.ACCESS_BUNDLE: "privacy officers read the whole record while somebody waits for a copy, and each look is written down",
    Item.RETENTION: "days and holds, for every privacy officer, of everybody",
}
SENTENCE = "strain_sentences"


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody could read, by the names of ASKED, and what opened it to them: a relation or a role."""

    what: frozenset[str]
    through: frozenset[str]


def find_reach(
    history: History, user_id: UUID, person_id: UUID, *, since: datetime, until: datetime
) -> list[Stretch[Reach]]:
    """Return what somebody could read of a person between two moments, a stretch for each time in which nothing changed.

    A stretch in which nothing was open is left out.
    """
    pieces = cut(history.spans(user_id, person_id), since=since, until=until)
    found = [Stretch(begins, ends, _at(history, user_id, person_id, begins)) for begins, ends in pieces]
    return [stretch for stretch in join_equal(found) if stretch.what.what]


def ask_policy(actor: Actor, standing: Standing, moment: datetime) -> Reach:
    """Return what the policy lets somebody read who stands so at this moment."""
    asked = {name: (Action.READ, resource) for name, resource in ASKED.items()}
    asked[SENTENCE] = (Action.READ_SENTENCE, Resource(Item.EPISODE, shared=True))
    allowed = {
        name: decision.reason
        for name, (action, resource) in asked.items()
        if (decision := decide(actor, action, replace(resource, standing=standing), moment))
    }
    return Reach(frozenset(allowed), frozenset(allowed.values()))


def _at(history: History, user_id: UUID, person_id: UUID, moment: datetime) -> Reach:
    stood = history.stood(user_id, person_id, moment)
    if stood is None or stood[1].pseudonym is None:
        return Reach(frozenset(), frozenset())
    actor, known = stood
    return ask_policy(actor, known.standing, moment)
