"""Every question worth asking the oracle and the product, one after another, without holding them all in memory."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from .oracle import ACTIONS, AUDIENCES, RELATIONS, ROLES, SCOPES, OracleRequest

YES_NO = (False, True)
NOTE_RANKS = (1, 3, 4)  # the newest, and both sides of the line at three
NO_OVERRIDE = {"excluded": False, "conflict": False, "restricted": False, "on_list": False}
OVERRIDES: tuple[dict[str, bool], ...] = tuple(
    dict(zip(NO_OVERRIDE, values, strict=True)) for values in product(YES_NO, repeat=len(NO_OVERRIDE))
)
# Two roles open an item together with a relation, two by themselves.
OPENING_ROLES = frozenset({"practitioner", "supervisor", "safeguarding_lead", "privacy_officer"})


def _up_to_two(words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(chosen) for size in range(3) for chosen in combinations(words, size))


ROLE_SETS = _up_to_two(ROLES)
RELATION_SETS = _up_to_two(RELATIONS)
EVERY_SCOPE = frozenset(SCOPES)
SCOPE_SETS = (*_up_to_two(SCOPES), EVERY_SCOPE)
EACH_RELATION = tuple(relations for relations in RELATION_SETS if len(relations) < 2)
EACH_SCOPE = tuple(scopes for scopes in SCOPE_SETS if len(scopes) < 2)
ALL_SCOPES_BUT_ONE = tuple(EVERY_SCOPE - {scope} for scope in SCOPES)
ONLY_SELF = frozenset({"self"})
PLAIN_ITEMS = (
    "identity", "session", "check_in_offer", "who_has_looked", "access_rules", "promise", "disclosure", "correction",
    "retention", "self_description", "self_knowledge", "door", "first_contact", "referral", "plan", "skill",
    "reintegration", "ending", "abuse_note", "agreement", "passed_on", "access_request",
)  # fmt: skip


def each_item() -> Iterator[dict[str, Any]]:
    """Every item in every variant that matters for it, as the keywords of a request."""
    yield from ({"item": item} for item in PLAIN_ITEMS)
    for item, audience in product(("check_in", "answer_back", "complaint"), AUDIENCES):
        yield {"item": item, "audience": audience}
    yield from ({"item": "rating", "by_actor": by_actor} for by_actor in YES_NO)
    yield from ({"item": "episode", "shared": shared} for shared in YES_NO)
    yield from ({"item": "access_bundle", "asked_for": asked_for} for asked_for in YES_NO)
    yield from ({"item": "assessment", "signed": signed} for signed in YES_NO)
    for item, named in product(("sealed_note", "third_party", "paper_check_in"), YES_NO):
        yield {"item": item, "named": named}
    for by_actor, shared in product(YES_NO, YES_NO):
        yield {"item": "reflection", "by_actor": by_actor, "shared": shared}
    for rank, draft, by_actor in product(NOTE_RANKS, YES_NO, YES_NO):
        yield {"item": "note", "rank": rank, "draft": draft, "by_actor": by_actor}


def every_request() -> Iterator[OracleRequest]:
    """The whole matrix, for the night: every active standing, then everyone again as inactive without overrides."""
    yield from _ask(_staff(ROLE_SETS, RELATION_SETS, OVERRIDES))
    yield from _ask(_person(SCOPE_SETS, RELATION_SETS, OVERRIDES))
    yield from _ask(_staff(ROLE_SETS, RELATION_SETS, (NO_OVERRIDE,), active=False))
    yield from _ask(_person(SCOPE_SETS, RELATION_SETS, (NO_OVERRIDE,), active=False))


def everyday_requests() -> Iterator[OracleRequest]:
    """The part of the matrix for each run: every cell of action, item, role and relation, but overrides only for
    those who would be allowed most, holding every role that opens anything and one relation at a time.

    For the person every cell of action, item and scope. The table opens each of their cells by one scope and closes
    none by another, so three kinds of set find what a wrong product could do: one scope alone, that it opens what it
    should and nothing else; all but one, that the others together do not open what is its own; all of them, that
    none takes away what another gives. Only a cell with two scopes (reading the identity) could still be opened by a
    pair of others unseen, and each pair is asked at night. Overrides, inactivity and pairs of relations can only be
    passed wrongly by somebody whom something else allows, and all scopes together allow everything that any does.
    """
    overridden = tuple(override for override in OVERRIDES if any(override.values()))
    yield from _ask(_staff(ROLE_SETS, RELATION_SETS, (NO_OVERRIDE,)))
    yield from _ask(_staff((OPENING_ROLES,), EACH_RELATION, overridden))
    yield from _ask(_staff((OPENING_ROLES,), EACH_RELATION, (NO_OVERRIDE,), active=False))
    yield from _ask(_person(EACH_SCOPE, EACH_RELATION, (NO_OVERRIDE,)))
    yield from _ask(_person(ALL_SCOPES_BUT_ONE, (ONLY_SELF,), (NO_OVERRIDE,)))
    yield from _ask(_person((EVERY_SCOPE,), RELATION_SETS, (NO_OVERRIDE,)))
    yield from _ask(_person((EVERY_SCOPE,), (ONLY_SELF,), overridden))
    yield from _ask(_person((EVERY_SCOPE,), EACH_RELATION, (NO_OVERRIDE,), active=False))


def count_every_request() -> int:
    """How many requests `every_request` yields, worked out rather than counted."""
    return _cells() * (len(OVERRIDES) + 1) * len(RELATION_SETS) * (len(ROLE_SETS) + len(SCOPE_SETS))


def count_everyday_requests() -> int:
    """How many requests `everyday_requests` yields, worked out rather than counted."""
    overridden = len(OVERRIDES) - 1
    staff = len(ROLE_SETS) * len(RELATION_SETS) + (overridden + 1) * len(EACH_RELATION)
    by_scope = len(EACH_SCOPE) * len(EACH_RELATION) + len(ALL_SCOPES_BUT_ONE)
    person = by_scope + len(RELATION_SETS) + overridden + len(EACH_RELATION)
    return _cells() * (staff + person)


def _cells() -> int:
    return len(ACTIONS) * sum(1 for _ in each_item())


def _staff(
    role_sets: tuple[frozenset[str], ...],
    relation_sets: tuple[frozenset[str], ...],
    overrides: tuple[dict[str, bool], ...],
    *,
    active: bool = True,
) -> Iterator[dict[str, Any]]:
    for roles, relations, override in product(role_sets, relation_sets, overrides):
        yield {"actor_active": active, "actor_kind": "staff", "roles": roles, "relations": relations, **override}


def _person(
    scope_sets: tuple[frozenset[str], ...],
    relation_sets: tuple[frozenset[str], ...],
    overrides: tuple[dict[str, bool], ...],
    *,
    active: bool = True,
) -> Iterator[dict[str, Any]]:
    for scopes, relations, override in product(scope_sets, relation_sets, overrides):
        yield {"actor_active": active, "actor_kind": "person", "scopes": scopes, "relations": relations, **override}


def _ask(actors: Iterator[dict[str, Any]]) -> Iterator[OracleRequest]:
    cells = [(action, item) for item in each_item() for action in ACTIONS]
    for actor in actors:
        for action, item in cells:
            yield OracleRequest(action=action, **item, **actor)
