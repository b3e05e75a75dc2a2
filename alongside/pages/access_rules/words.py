"""What the pages about rules say."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.casework.access_rules.queries import KeptOut, OnlyThese
from alongside.pages.layout.when import day_of, long_date


@dataclass(frozen=True)
class ShownRule:
    """One rule in a list."""

    rule_id: UUID | None
    name: str
    reason: str
    under: str


def shown_rules(rules: Iterable[KeptOut]) -> list[ShownRule]:
    """Return who is kept out as it is written. A conflict was declared by the one it keeps out."""
    return [ShownRule(rule.rule_id, rule.name, rule.reason, _under(rule)) for rule in rules]


def shown_list(rule: OnlyThese) -> ShownRule:
    """Return the list of a restricted record as it is written."""
    under = f"Set by {rule.set_by} on {long_date(day_of(rule.set_at))}"
    return ShownRule(None, ", ".join(rule.names), rule.reason, under)


def _under(rule: KeptOut) -> str:
    said = "Said" if rule.set_by == rule.name else f"Set by {rule.set_by}"
    return f"{said} on {long_date(day_of(rule.set_at))}"
