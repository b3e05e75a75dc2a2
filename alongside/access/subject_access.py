"""Who answers when somebody asks for what is held about them: a privacy officer who does not work with them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import PUBLISHED, taken_away, worked_with
from alongside.access.words import Action, Actor, Item, Role
from alongside.domain.subject_access import RequestState, is_beyond_one
from alongside.records.people import Person
from alongside.records.subject_access import AccessRequest

# In the ledger every look for a request is of this relation. Workers are not shown it: that somebody asked for a copy is
# theirs to tell.
ANSWERING = "access_request"


def require_answering(actor: Actor, action: Action, request: AccessRequest, *, at: datetime) -> Granted:
    """Return leave to read or change what is known of a request itself, or raise NotHere. One query."""
    return _as_answering(require(actor, action, Item.ACCESS_REQUEST, person_id=request.person_id, at=at))


def require_logging(actor: Actor, *, person_id: UUID, at: datetime) -> Granted:
    """Return leave to write down that this person asked, or raise NotHere. One query."""
    return _as_answering(require(actor, Action.WRITE, Item.ACCESS_REQUEST, person_id=person_id, at=at))


def require_gathering(actor: Actor, action: Action, request: AccessRequest, *, at: datetime) -> Granted:
    """Return leave to read the whole record for this request, or raise NotHere. One query.

    Only while the person waits, and not on the word of one officer that they asked.
    """
    is_open = RequestState(request.state).is_open and may_be_gathered(request)
    return _as_answering(
        require(actor, action, Item.ACCESS_BUNDLE, person_id=request.person_id, at=at, asked_for=is_open)
    )


def may_be_gathered(request: AccessRequest) -> bool:
    """Return whether more than one officer says that they asked."""
    return is_beyond_one(logged_by=request.logged_by_id, seen_by=request.seen_by_id)


def access_requests_answered_by(actor: Actor, at: datetime) -> QuerySet[AccessRequest]:
    """Return the requests this actor may read of: the row filter of Item.ACCESS_REQUEST.

    Raises NotHere for anybody who answers none.
    """
    return AccessRequest.objects.filter(person__in=people_who_may_ask(actor, at))


def people_who_may_ask(actor: Actor, at: datetime) -> QuerySet[Person]:
    """Return everybody whose request this actor may log. Raises NotHere for anybody who answers none."""
    if actor.is_person or not actor.active or Role.PRIVACY_OFFICER not in actor.roles:
        raise NotHere
    return Person.objects.filter(PUBLISHED).exclude(taken_away(actor)).exclude(worked_with(actor, at))


def _as_answering(granted: Granted) -> Granted:
    return replace(granted, decision=replace(granted.decision, reason=ANSWERING))
