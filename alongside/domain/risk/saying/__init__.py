"""The other seven results in whole sentences: what each is and is not, what came out, what its points are from, what is
missing and what is known to be wrong with it. Once for the person, at a reading age of 9 to 11, and once for staff.

A result decides nothing, and no sentence says that it does. The words are in `words.toml` beside this file; here it is
decided which of them are true of a result.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.domain.risk.explaining import Figure, figure_of
from alongside.domain.risk.results import NOT_OFFICIAL
from alongside.domain.risk.saying.findings import Finding, find_parts, find_result

OTHERS = ("dc_srp", "iic_srp", "csrp", "lds", "mst", "opd", "pni")
# Errors that name what is not answered. All others name what contradicts itself.
_MISSING = frozenset({"missing_required", "missing_dynamic", "too_few_answers"})


class Reader(StrEnum):
    """For whom it is said."""

    PERSON = "person"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Saying:
    """Everything that is said of one result. figure: so many of so many people, where the result is a percentage.

    wanting: what is missing or contradicts itself, in general; `missing` names the inputs that are not answered.
    """

    predictor: str
    title: str
    figure: Figure | None
    about: tuple[str, ...]
    found: tuple[str, ...]
    parts: tuple[str, ...]
    wanting: tuple[str, ...]
    missing: tuple[str, ...]
    limits: tuple[str, ...]
    note: str = NOT_OFFICIAL

    def all_sentences(self) -> Iterator[str]:
        """Yield every sentence in the order in which they are read."""
        for group in (self.about, self.found, self.parts, self.wanting, self.limits):
            yield from group
        yield self.note


def say_result(name: str, result: Mapping[str, Any], reader: Reader) -> Saying:
    """Return what is said of a result, given as plain data as `Result.as_data` returns it.

    Raises KeyError for a predictor that is not one of `OTHERS`; the other three are explained by `explain_figure`.
    """
    words = _words()[name][reader.value]
    common = _words()["all"][reader.value]
    findings = list(find_result(name, result))
    return Saying(
        predictor=name,
        title=words["title"],
        figure=_figure(findings, result),
        about=tuple(words["about"]),
        found=tuple(_say(one, words) for one in findings) or (common["no_result"],),
        parts=tuple(_say(one, words) for one in find_parts(name, result)),
        wanting=tuple(_wanting(result, common)),
        missing=tuple(dict.fromkeys(_missing(result))),
        limits=tuple(words["limits"]),
    )


def shared_limits(reader: Reader) -> tuple[str, ...]:
    """Return what is said once beneath all of them: what nobody knows about the figures, and that they decide nothing."""
    return tuple(_words()["all"][reader.value]["limits"])


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath("words.toml").read_text(encoding="utf-8"))


def _say(finding: Finding, words: Mapping[str, str]) -> str:
    return words[finding.key].format(**finding.values)


def _figure(findings: list[Finding], result: Mapping[str, Any]) -> Figure | None:
    """Return the people to draw: only where the rules gave a percentage for somebody like this."""
    return figure_of(result["score"]) if any(one.key == "figure" for one in findings) else None


def _wanting(result: Mapping[str, Any], common: Mapping[str, str]) -> Iterator[str]:
    codes = dict.fromkeys(error["code"] for error in result["errors"])
    for code in dict.fromkeys("missing_required" if code in _MISSING else code for code in codes):
        yield common.get(code, common["contradiction"])


def _missing(result: Mapping[str, Any]) -> Iterator[str]:
    for error in result["errors"]:
        if error["code"] in _MISSING:
            yield from error["fields"]
