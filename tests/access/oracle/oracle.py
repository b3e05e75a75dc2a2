"""Asks Cedar the question that the product answers in its own code, so that the two can be compared."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import cedarpy

HERE = Path(__file__).parent
POLICY = (HERE / "policy.cedar").read_text(encoding="utf-8")
SCHEMA = (HERE / "schema.cedarschema").read_text(encoding="utf-8")

ROLES = ("practitioner", "supervisor", "privacy_officer", "safeguarding_lead", "evaluator", "administrator")
SCOPES = (
    "check_in", "help_answer", "tell_someone", "promises", "next_session", "about_me", "answers_back", "who_has_looked",
    "correction", "complaint", "self_description", "self_knowledge", "skills",
    "agreements", "passed_on", "access_request",
)  # fmt: skip
RELATIONS = ("allocated", "co_worker", "cover", "supervisor", "inspector", "self")
ACTIONS = ("read", "write", "read_sentence", "answer", "set_access", "move", "declare_shared", "second_sign")
AUDIENCES = ("", "worker", "supervisor", "totals")
KINDS = {"staff": "Staff", "person": "Person"}
# Each item with the Cedar type that stands for it and the attributes that matter for it; the others are not looked at.
ITEMS = {
    "identity": ("Identity", ()),
    "session": ("Session", ()),
    "check_in": ("CheckIn", ("audience",)),
    "check_in_offer": ("CheckInOffer", ()),
    "rating": ("Rating", ("by_actor",)),
    "episode": ("Episode", ("shared",)),
    "note": ("Note", ("rank", "draft", "by_actor")),
    "sealed_note": ("SealedNote", ("named",)),
    "third_party": ("ThirdParty", ("named",)),
    "reflection": ("Reflection", ("by_actor", "shared")),
    "who_has_looked": ("WhoHasLooked", ()),
    "access_rules": ("AccessRules", ()),
    "promise": ("Promise", ()),
    "answer_back": ("AnswerBack", ("audience",)),
    "disclosure": ("Disclosure", ()),
    "correction": ("Correction", ()),
    "complaint": ("Complaint", ("audience",)),
    "retention": ("Retention", ()),
    "self_description": ("SelfDescription", ()),
    "self_knowledge": ("SelfKnowledge", ()),
    "door": ("Door", ()),
    "paper_check_in": ("PaperCheckIn", ("named",)),
    "first_contact": ("FirstContact", ()),
    "referral": ("Referral", ()),
    "plan": ("Plan", ()),
    "skill": ("Skill", ()),
    "reintegration": ("Reintegration", ()),
    "ending": ("Ending", ()),
    "abuse_note": ("AbuseNote", ()),
    "agreement": ("Agreement", ()),
    "passed_on": ("PassedOn", ()),
    "assessment": ("Assessment", ("signed",)),
    "access_request": ("AccessRequest", ()),
    "access_bundle": ("AccessBundle", ("asked_for",)),
}
BATCH = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OracleRequest:
    """One question: this actor, in this standing towards the person, this action, this item."""

    actor_active: bool = True
    actor_kind: str = "staff"
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    excluded: bool = False
    conflict: bool = False
    restricted: bool = False
    on_list: bool = False
    action: str
    item: str
    audience: str = ""
    shared: bool = False
    named: bool = False
    by_actor: bool = False
    draft: bool = False
    signed: bool = False
    asked_for: bool = False
    rank: int = 0


class OracleConfused(ValueError):
    """The question uses a word outside the vocabulary, or Cedar could not evaluate a rule. Never an answer."""


def is_allowed(request: OracleRequest) -> bool:
    """What the table says about one request."""
    return are_allowed([request])[0]


def are_allowed(requests: Iterable[OracleRequest]) -> list[bool]:
    """What the table says about each request, in the same order. Reads a generator in batches."""
    return [result.allowed for result in _answer(requests)]


def deciding_rules(requests: Iterable[OracleRequest]) -> list[frozenset[str]]:
    """For each request the rules of policy.cedar that decided it, by name: empty where no rule permits it."""
    return [frozenset(result.diagnostics.id_annotations_by_reason.values()) for result in _answer(requests)]


def _answer(requests: Iterable[OracleRequest]) -> Iterator[cedarpy.AuthzResult]:
    remaining = iter(requests)
    while batch := list(islice(remaining, BATCH)):
        yield from _answer_batch(batch)


def _answer_batch(batch: list[OracleRequest]) -> Iterator[cedarpy.AuthzResult]:
    entities: dict[tuple[Any, ...], dict[str, Any]] = {}
    by_slice: dict[tuple[str, str, str], list[tuple[int, dict[str, Any]]]] = {}
    for position, request in enumerate(batch):
        actor = _place(entities, _actor_key(request), _actor_entity, request)
        item = _place(entities, _item_key(request), _item_entity, request)
        question = {
            "principal": actor["uid"],
            "action": {"type": "Action", "id": request.action},
            "resource": item["uid"],
        }
        scope = (actor["uid"]["type"], request.action, item["uid"]["type"])
        by_slice.setdefault(scope, []).append((position, question))
    world = cedarpy.Entities.from_json_str(json.dumps(list(entities.values())), schema=SCHEMA)
    answers: dict[int, cedarpy.AuthzResult] = {}
    for scope, questions in by_slice.items():
        results = cedarpy.is_authorized_batch([question for _, question in questions], slice_policy(*scope), world)
        for (position, _), result in zip(questions, results, strict=True):
            answers[position] = _checked(result)
    return (answers[position] for position in range(len(batch)))


def _place(
    entities: dict[tuple[Any, ...], dict[str, Any]],
    key: tuple[Any, ...],
    make: Callable[[OracleRequest, int], dict[str, Any]],
    request: OracleRequest,
) -> dict[str, Any]:
    if key not in entities:
        entities[key] = make(request, len(entities))
    return entities[key]


def _checked(result: cedarpy.AuthzResult) -> cedarpy.AuthzResult:
    # Cedar skips a rule that fails to evaluate, and a skipped forbid would be an open door: no answer at all instead.
    if result.diagnostics.errors or result.decision is cedarpy.Decision.NoDecision:
        raise OracleConfused(str(result.diagnostics.errors))
    return result


def _actor_key(request: OracleRequest) -> tuple[Any, ...]:
    overrides = (request.excluded, request.conflict, request.restricted, request.on_list)
    return (request.actor_kind, request.actor_active, request.roles, request.scopes, request.relations, overrides)


def _actor_entity(request: OracleRequest, number: int) -> dict[str, Any]:
    _check_words("kind of actor", {request.actor_kind}, KINDS)
    _check_words("role", request.roles, ROLES if request.actor_kind == "staff" else ())
    _check_words("scope", request.scopes, SCOPES if request.actor_kind == "person" else ())
    _check_words("relation", request.relations, RELATIONS)
    held = {"roles": sorted(request.roles)} if request.actor_kind == "staff" else {"scopes": sorted(request.scopes)}
    attributes = held | {
        "active": request.actor_active,
        "relations": sorted(request.relations),
        "excluded": request.excluded,
        "conflict": request.conflict,
        "restricted": request.restricted,
        "on_list": request.on_list,
    }
    return {"uid": {"type": KINDS[request.actor_kind], "id": str(number)}, "attrs": attributes, "parents": []}


def _item_key(request: OracleRequest) -> tuple[Any, ...]:
    # The action is part of the key so that each pair is checked against the vocabulary once, not two million times.
    flags = (request.shared, request.named, request.by_actor, request.draft, request.signed, request.asked_for)
    return (request.item, request.action, request.audience, request.rank, *flags)


def _item_entity(request: OracleRequest, number: int) -> dict[str, Any]:
    _check_words("item", {request.item}, ITEMS)
    _check_words("action", {request.action}, ACTIONS)
    _check_words("audience", {request.audience}, AUDIENCES)
    kind, names = ITEMS[request.item]
    attributes = {name: getattr(request, name) for name in names}
    return {"uid": {"type": kind, "id": str(number)}, "attrs": attributes, "parents": []}


def _check_words(what: str, used: Iterable[str], known: Iterable[str]) -> None:
    if unknown := set(used) - set(known):
        raise OracleConfused(f"no such {what} here: {', '.join(sorted(unknown))}")


@cache
def slice_policy(principal: str, action: str, resource: str) -> cedarpy.PolicySet:
    """The rules whose head can match such a request at all: the same answers, three times as fast."""
    rules = {
        name: rule
        for name, rule in _rules().items()
        if _head_can_match(rule["principal"], principal)
        and _head_can_match(rule["action"], action)
        and _head_can_match(rule["resource"], resource)
    }
    return cedarpy.PolicySet.from_json_str(json.dumps({"staticPolicies": rules, "templates": {}, "templateLinks": []}))


@cache
def _rules() -> dict[str, dict[str, Any]]:
    rules: dict[str, dict[str, Any]] = json.loads(cedarpy.policies_to_json_str(POLICY))["staticPolicies"]
    return rules


def _head_can_match(head: dict[str, Any], word: str) -> bool:
    match head:
        case {"op": "is", "entity_type": kind}:
            return bool(kind == word)
        case {"op": "==", "entity": {"id": name}}:
            return bool(name == word)
        case {"op": "in", "entities": several}:
            return any(entity["id"] == word for entity in several)
        case _:
            return True
