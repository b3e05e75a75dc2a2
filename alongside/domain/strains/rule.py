"""The version of the rules that a flag was raised by."""

from dataclasses import dataclass

from alongside.domain.change.own_range import DEFAULT_POOLED_W


@dataclass(frozen=True, slots=True)
class StrainRule:
    """Rules 1 to 8 of our own design, which is no published standard.

    `pooled_w` is in points of the 0 to 10 scale. The version names the rules, and every flag keeps both.
    """

    version: str
    pooled_w: float = DEFAULT_POOLED_W


RULE_2026_1 = StrainRule(version="2026-1")
