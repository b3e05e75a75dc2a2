"""The table of who may see what, row by row: which relations open an item, by its attributes."""

from collections.abc import Callable

from alongside.access.words import Action, Audience, Item, Relation, Resource, Role, Scope

COVER_NOTES = 3
WORKERS = frozenset({Relation.ALLOCATED, Relation.CO_WORKER})
READERS = WORKERS | {Relation.COVER, Relation.SUPERVISOR, Relation.INSPECTOR}
NOBODY: frozenset[Relation] = frozenset()

Relations = frozenset[Relation]


def nobody(resource: Resource) -> Relations:
    return NOBODY


def _readers(resource: Resource) -> Relations:
    return READERS


def _workers(resource: Resource) -> Relations:
    return WORKERS


def _workers_and_cover(resource: Resource) -> Relations:
    return WORKERS | {Relation.COVER}


def _supervisor(resource: Resource) -> Relations:
    return frozenset({Relation.SUPERVISOR})


def _workers_cover_and_supervisor(resource: Resource) -> Relations:
    return WORKERS | {Relation.COVER, Relation.SUPERVISOR}


def is_rated(resource: Resource) -> bool:
    """Return whether what the person says could be about this actor, whatever their role is today."""
    return bool(resource.standing.relations & (WORKERS | {Relation.COVER}))


def _paper_typists(resource: Resource) -> Relations:
    return NOBODY if is_rated(resource) else frozenset({Relation.SUPERVISOR})


def _complaint_readers(resource: Resource) -> Relations:
    if is_rated(resource) or resource.audience is not Audience.SUPERVISOR:
        return NOBODY
    return frozenset({Relation.SUPERVISOR})


def _check_in_readers(resource: Resource) -> Relations:
    readers = {Audience.WORKER: WORKERS, Audience.SUPERVISOR: frozenset({Relation.SUPERVISOR})}
    return readers.get(resource.audience, NOBODY)


def _episode_readers(resource: Resource) -> Relations:
    return WORKERS | {Relation.SUPERVISOR, Relation.INSPECTOR} if resource.shared else WORKERS


def _sentence_readers(resource: Resource) -> Relations:
    return _episode_readers(resource) | {Relation.COVER}


def _note_readers(resource: Resource) -> Relations:
    if resource.draft:
        return WORKERS | {Relation.COVER} if resource.by_actor else NOBODY
    return READERS if 1 <= resource.rank <= COVER_NOTES else READERS - {Relation.COVER}


def _note_writers(resource: Resource) -> Relations:
    if resource.draft:
        return WORKERS | {Relation.COVER} if resource.by_actor else NOBODY
    # Nobody writes over what they may not read. A note that is not there yet has no rank.
    return WORKERS | {Relation.COVER} if resource.rank <= COVER_NOTES else WORKERS


def _named_readers(resource: Resource) -> Relations:
    return WORKERS | {Relation.SUPERVISOR} if resource.named else NOBODY


def _named_writers(resource: Resource) -> Relations:
    return WORKERS if resource.named else NOBODY


def _authors(resource: Resource) -> Relations:
    return WORKERS if resource.by_actor else NOBODY


def _reflection_readers(resource: Resource) -> Relations:
    return _authors(resource) | ({Relation.SUPERVISOR} if resource.shared else NOBODY)


def _assessment_readers(resource: Resource) -> Relations:
    # Whoever stands in for some days reads what two people have agreed on, and not what they are still talking about.
    return READERS if resource.signed else READERS - {Relation.COVER}


def _assessment_writers(resource: Resource) -> Relations:
    # A signed version is never written over: a review begins the next one.
    return NOBODY if resource.signed else WORKERS


def no_role(resource: Resource) -> str:
    return ""


def _safeguarding_lead(resource: Resource) -> str:
    # The person is told that their worker is not told. That holds for a worker who is a lead as well.
    return "" if is_rated(resource) else Role.SAFEGUARDING_LEAD


def _receiver_of_a_complaint(resource: Resource) -> str:
    # It may be about whoever works with the person, whatever else they are.
    return "" if is_rated(resource) or resource.audience is Audience.SUPERVISOR else Role.PRIVACY_OFFICER


def _answers_access_requests(resource: Resource) -> str:
    # Whoever works with somebody does not decide what that person may read of what they wrote.
    return "" if is_rated(resource) else Role.PRIVACY_OFFICER


def _gathers_for_a_request(resource: Resource) -> str:
    return _answers_access_requests(resource) if resource.asked_for else ""


def _keeper_of_periods(resource: Resource) -> str:
    # Whoever works with somebody decides neither that their record goes nor that it has to stay.
    return "" if is_rated(resource) else Role.PRIVACY_OFFICER


Rule = Callable[[Resource], Relations]

READING: dict[Item, Rule] = {
    Item.IDENTITY: _readers,
    Item.SESSION: _readers,
    Item.CHECK_IN_OFFER: _readers,
    Item.CHECK_IN: _check_in_readers,
    Item.RATING: _authors,
    Item.EPISODE: _episode_readers,
    Item.NOTE: _note_readers,
    Item.SEALED_NOTE: _named_readers,
    Item.REFLECTION: _reflection_readers,
    Item.WHO_HAS_LOOKED: _workers,
    Item.ACCESS_RULES: _supervisor,
    Item.PROMISE: _readers,
    Item.ANSWER_BACK: _check_in_readers,
    Item.DISCLOSURE: nobody,
    Item.CORRECTION: _workers_cover_and_supervisor,
    Item.COMPLAINT: _complaint_readers,
    Item.RETENTION: nobody,
    Item.SELF_DESCRIPTION: nobody,
    Item.SELF_KNOWLEDGE: nobody,
    Item.DOOR: _workers_and_cover,
    Item.PAPER_CHECK_IN: nobody,
    Item.FIRST_CONTACT: _readers,
    Item.ASSESSMENT: _assessment_readers,
    Item.REFERRAL: _readers,
    Item.PLAN: _readers,
    Item.SKILL: _readers,
    Item.REINTEGRATION: _readers,
    Item.ENDING: _readers,
    Item.ABUSE_NOTE: _readers,
    Item.THIRD_PARTY: _named_readers,
    Item.ACCESS_REQUEST: nobody,
    Item.ACCESS_BUNDLE: nobody,
    Item.AGREEMENT: _readers,
    Item.PASSED_ON: _readers,
}
CHANGING: dict[tuple[Action, Item], Rule] = {
    (Action.WRITE, Item.IDENTITY): _workers,
    (Action.WRITE, Item.SESSION): _workers_and_cover,
    (Action.WRITE, Item.CHECK_IN_OFFER): _workers_and_cover,
    (Action.WRITE, Item.NOTE): _note_writers,
    (Action.WRITE, Item.RATING): _authors,
    (Action.WRITE, Item.SEALED_NOTE): _named_writers,
    # A supervisor names who keeps a note whose keeper works with the person no more. That opens it to nobody else.
    (Action.SET_ACCESS, Item.SEALED_NOTE): _supervisor,
    (Action.WRITE, Item.THIRD_PARTY): _named_writers,
    (Action.SET_ACCESS, Item.THIRD_PARTY): _supervisor,
    (Action.WRITE, Item.REFLECTION): _authors,
    (Action.WRITE, Item.EPISODE): _workers,
    (Action.READ_SENTENCE, Item.EPISODE): _sentence_readers,
    (Action.DECLARE_SHARED, Item.EPISODE): _workers,
    (Action.SET_ACCESS, Item.ACCESS_RULES): _supervisor,
    (Action.WRITE, Item.PROMISE): _workers_and_cover,
    (Action.WRITE, Item.ANSWER_BACK): _check_in_readers,
    (Action.WRITE, Item.CORRECTION): _workers,
    (Action.WRITE, Item.COMPLAINT): _complaint_readers,
    (Action.WRITE, Item.DOOR): _workers_and_cover,
    (Action.WRITE, Item.PAPER_CHECK_IN): _paper_typists,
    (Action.WRITE, Item.FIRST_CONTACT): _workers_and_cover,
    (Action.WRITE, Item.ASSESSMENT): _assessment_writers,
    (Action.SECOND_SIGN, Item.ASSESSMENT): _supervisor,
    (Action.WRITE, Item.REFERRAL): _workers_and_cover,
    (Action.WRITE, Item.PLAN): _workers_and_cover,
    (Action.WRITE, Item.SKILL): _workers_and_cover,
    (Action.WRITE, Item.REINTEGRATION): _workers_and_cover,
    (Action.WRITE, Item.ENDING): _workers,
    (Action.WRITE, Item.ABUSE_NOTE): _workers_and_cover,
    (Action.WRITE, Item.AGREEMENT): _workers_and_cover,
    (Action.WRITE, Item.PASSED_ON): _workers_and_cover,
}
# Who receives something of somebody they do not work with: one item, by role.
RECEIVERS: dict[Item, Callable[[Resource], str]] = {
    Item.DISCLOSURE: _safeguarding_lead,
    Item.COMPLAINT: _receiver_of_a_complaint,
    Item.ACCESS_REQUEST: _answers_access_requests,
    Item.ACCESS_BUNDLE: _gathers_for_a_request,
    Item.RETENTION: _keeper_of_periods,
}
# What the person may do on their own side, and the scope of the capability that it needs.
OWN_SIDE: dict[tuple[Action, Item], Scope] = {
    (Action.ANSWER, Item.CHECK_IN): Scope.CHECK_IN,
    (Action.ANSWER, Item.DISCLOSURE): Scope.TELL_SOMEONE,
    (Action.ANSWER, Item.EPISODE): Scope.HELP_ANSWER,
    (Action.READ, Item.PROMISE): Scope.PROMISES,
    (Action.ANSWER, Item.PROMISE): Scope.PROMISES,
    (Action.READ, Item.PLAN): Scope.PROMISES,
    (Action.READ, Item.SKILL): Scope.SKILLS,
    (Action.ANSWER, Item.SKILL): Scope.SKILLS,
    (Action.READ, Item.REINTEGRATION): Scope.PROMISES,
    (Action.READ, Item.ENDING): Scope.PROMISES,
    (Action.READ, Item.SESSION): Scope.NEXT_SESSION,
    (Action.READ, Item.IDENTITY): Scope.ABOUT_ME,
    (Action.ANSWER, Item.IDENTITY): Scope.ABOUT_ME,
    (Action.ANSWER, Item.DOOR): Scope.ABOUT_ME,
    (Action.READ, Item.ANSWER_BACK): Scope.ANSWERS_BACK,
    (Action.READ, Item.WHO_HAS_LOOKED): Scope.WHO_HAS_LOOKED,
    (Action.READ, Item.CORRECTION): Scope.CORRECTION,
    (Action.ANSWER, Item.CORRECTION): Scope.CORRECTION,
    (Action.READ, Item.RETENTION): Scope.CORRECTION,
    (Action.ANSWER, Item.RETENTION): Scope.CORRECTION,
    (Action.READ, Item.COMPLAINT): Scope.COMPLAINT,
    (Action.ANSWER, Item.COMPLAINT): Scope.COMPLAINT,
    (Action.READ, Item.SELF_DESCRIPTION): Scope.SELF_DESCRIPTION,
    (Action.ANSWER, Item.SELF_DESCRIPTION): Scope.SELF_DESCRIPTION,
    (Action.READ, Item.SELF_KNOWLEDGE): Scope.SELF_KNOWLEDGE,
    (Action.ANSWER, Item.SELF_KNOWLEDGE): Scope.SELF_KNOWLEDGE,
    (Action.READ, Item.ACCESS_REQUEST): Scope.ACCESS_REQUEST,
    (Action.ANSWER, Item.ACCESS_REQUEST): Scope.ACCESS_REQUEST,
    (Action.READ, Item.AGREEMENT): Scope.AGREEMENTS,
    (Action.ANSWER, Item.AGREEMENT): Scope.AGREEMENTS,
    (Action.READ, Item.PASSED_ON): Scope.PASSED_ON,
}
