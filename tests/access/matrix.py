"""Asks the product the questions of the oracle, and says where the two differ."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from uuid import UUID

from alongside.access import Action, Actor, Audience, Item, Relation, Resource, Role, Scope, Standing, policy
from tests.access.oracle.oracle import BATCH, OracleRequest, are_allowed
from tests.access.oracle.requests import everyday_requests

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SOMEBODY = UUID(int=1)


@cache
def everyday_answers() -> list[tuple[OracleRequest, bool]]:
    """Return the everyday questions with the answers of the table, asked once for a whole run."""
    asked = list(everyday_requests())
    return list(zip(asked, are_allowed(asked), strict=True))


def answers(requests: Iterable[OracleRequest]) -> Iterator[tuple[OracleRequest, bool]]:
    """Yield each question with the answer of the table, holding one batch in memory."""
    remaining = iter(requests)
    while batch := list(islice(remaining, BATCH)):
        yield from zip(batch, are_allowed(batch), strict=True)


def differences(answered: Iterable[tuple[OracleRequest, bool]]) -> Iterator[str]:
    """Yield a sentence for every question that the product answers otherwise than the table."""
    for request, allowed in answered:
        if product_allows(request) is not allowed:
            yield f"the table says {'yes' if allowed else 'no'} to {request}"


def product_allows(request: OracleRequest) -> bool:
    """Return what alongside.access says to a question of the oracle."""
    actor = Actor(
        id=SOMEBODY,
        roles=frozenset(Role(role) for role in request.roles),
        active=request.actor_active,
        is_person=request.actor_kind == "person",
        scopes=frozenset(Scope(scope) for scope in request.scopes),
    )
    standing = Standing(
        relations=frozenset(Relation(relation) for relation in request.relations),
        excluded=request.excluded,
        conflict=request.conflict,
        restricted=request.restricted,
        on_list=request.on_list,
    )
    resource = Resource(
        item=Item(request.item),
        standing=standing,
        audience=Audience(request.audience),
        shared=request.shared,
        named=request.named,
        by_actor=request.by_actor,
        draft=request.draft,
        signed=request.signed,
        asked_for=request.asked_for,
        rank=request.rank,
    )
    return policy.decide(actor, Action(request.action), resource, NOW).allowed
