"""What the pages about rules say."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.casework.access_rules.history import PastRule, RuleKind
from alongside.casework.access_rules.queries import KeptOut, OnlyThese
from alongside.pages.layout.when import day_of, long_date


@dataclass(frozen=True)
class ShownRule:
    """One rule in a list."""

    rule_id: UUID | None
    name: str
    reason: str
    under: str
    is_confirmed: bool = False


@dataclass(frozen=True)
class ShownPast:
    """One rule that was lifted: what it was, and what happened to it in two sentences."""

    title: str
    was_set: str
    was_lifted: str


def shown_rules(rules: Iterable[KeptOut]) -> list[ShownRule]:
    """Return who is kept out as it is written. A conflict was declared by the one it keeps out."""
    return [ShownRule(rule.rule_id, rule.name, rule.reason, _under(rule), bool(rule.confirmed_by)) for rule in rules]


def shown_list(rule: OnlyThese) -> ShownRule:
    """Return the list of a restricted record as it is written."""
    under = f"Set by {rule.set_by} on {long_date(day_of(rule.set_at))}"
    return ShownRule(None, ", ".join(rule.names), rule.reason, under)


def shown_past(rules: Iterable[PastRule]) -> list[ShownPast]:
    """Return the history of the rules as it is written, the latest first."""
    return [ShownPast(_title(rule), _was_set(rule), _was_lifted(rule)) for rule in rules]


def _title(rule: PastRule) -> str:
    names = ", ".join(rule.names)
    match rule.kind:
        case RuleKind.EXCLUSION:
            return f"{names} was kept out"
        case RuleKind.CONFLICT:
            return f"{names} said that they know the person"
        case RuleKind.RESTRICTION:
            return f"Only {names}"


def _was_set(rule: PastRule) -> str:
    said = "Said" if rule.kind is RuleKind.CONFLICT else f"Set by {rule.set_by}"
    return _sentence(f"{said} on {long_date(day_of(rule.set_at))}", rule.reason)


def _was_lifted(rule: PastRule) -> str:
    by = f" by {rule.lifted_by}" if rule.lifted_by else ""
    words = "Lifted" if rule.lift_reason or rule.kind is not RuleKind.RESTRICTION else "Replaced by another list"
    return _sentence(f"{words}{by} on {long_date(day_of(rule.lifted_at))}", rule.lift_reason)


def _sentence(fact: str, reason: str) -> str:
    return f"{fact}. Why: {reason}" if reason else f"{fact}."


def _under(rule: KeptOut) -> str:
    said = "Said" if rule.set_by == rule.name else f"Set by {rule.set_by}"
    seen = f", confirmed by {rule.confirmed_by}" if rule.confirmed_by else ""
    return f"{said} on {long_date(day_of(rule.set_at))}{seen}"
