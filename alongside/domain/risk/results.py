"""What a predictor answers: a score or the reasons why there is none, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from alongside.domain.risk.figures import ATTRIBUTION, load_rules

NOT_OFFICIAL = "An independent calculation, not an official score."


class Band(StrEnum):
    """The name of a range of scores. It is a word for a size and starts nothing."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"
    NOT_APPLICABLE = "not_applicable"


class Variant(StrEnum):
    """History alone, or history with how things are now."""

    STATIC = "static"
    DYNAMIC = "dynamic"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why there is no result, or not the fuller one. The order of fields carries no meaning."""

    code: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one predictor. What a predictor does not have stays None; `details` are its further keys.

    score: percent with two decimals (for `lds` and `mst` points). contributions: by name, on the log-odds scale for the
    logistic predictors (with `total`), in points for `dc_srp`, a probability for `iic_srp`.
    """

    predictor: str
    score: float | None = None
    variant: Variant | None = None
    band: Band | None = None
    contributions: Mapping[str, float] | None = None
    errors: tuple[Problem, ...] = ()
    details: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def model_version(self) -> str:
        return str(load_rules()["model_version"])

    @property
    def threshold_version(self) -> str:
        return str(load_rules()["threshold_version"])

    def error_codes(self) -> frozenset[str]:
        return frozenset(problem.code for problem in self.errors)

    def as_data(self) -> dict[str, object]:
        """Return the result as plain data, such as for JSON, with what it is and whose figures it uses."""
        return {
            "score": self.score,
            "variant": self.variant,
            "band": self.band,
            "contributions": None if self.contributions is None else dict(self.contributions),
            "errors": [{"code": problem.code, "fields": list(problem.fields)} for problem in self.errors],
            **self.details,
            "model_version": self.model_version,
            "threshold_version": self.threshold_version,
            "note": NOT_OFFICIAL,
            "source": ATTRIBUTION,
        }


class CannotCalculate(Exception):
    """The rules do not give a value here. It becomes the error `calculation_error` and nothing else."""


CALCULATION_ERROR = (Problem("calculation_error"),)


def band_of(value: float, lowest: Mapping[str, float]) -> Band:
    """Return the highest band whose lower bound is reached. `lowest` names the bounds; below all of them is low."""
    reached = [name for name, bound in lowest.items() if value >= bound]
    return Band(reached[-1]) if reached else Band.LOW


def missing_required(names: tuple[str, ...]) -> list[Problem]:
    """Return the one error that names what is missing, or none."""
    return [Problem("missing_required", names)] if names else []
