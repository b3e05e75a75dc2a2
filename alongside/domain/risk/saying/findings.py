"""Which facts hold of a result, by the key of the words that say them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from alongside.domain.risk.explaining import figure_of
from alongside.domain.risk.figures import load_rules
from alongside.domain.risk.results import Band

Data = Mapping[str, Any]
_BAND_WORDS = {
    Band.LOW: "low", Band.MEDIUM: "medium", Band.HIGH: "high", Band.VERY_HIGH: "very high",
}  # fmt: skip
_LEARNING_STEPS = ("few_signs", "some_signs", "many_signs")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is true of a result, and what stands in the places of its words."""

    key: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def find_result(name: str, result: Data) -> Iterator[Finding]:
    """Yield what came out, in the order in which it is read. Nothing where there is no result."""
    return _RULES[name](result)


def find_parts(name: str, result: Data) -> Iterator[Finding]:
    """Yield where the points of `dc_srp` come from, or which condition gave the figure of `iic_srp`."""
    contributions: Mapping[str, float] = result["contributions"] or {}
    if name == "iic_srp" and result["score"]:
        rules = load_rules()["iic_srp"]
        yield from (Finding(row) for row in rules if rules[row] == contributions["image_hierarchy"])
    if name == "dc_srp" and contributions:
        given = {key: int(points) for key, points in contributions.items() if points and key != "total"}
        yield from (Finding(f"part_{key}", {"points": count_points(points)}) for key, points in given.items())
        yield Finding("nothing_else" if given else "no_points")


def count_points(points: int) -> str:
    """Return a number of points in words."""
    return "1 point" if points == 1 else f"{points} points"


def _direct_contact(result: Data) -> Iterator[Finding]:
    if result["score"] is None:
        return
    if result["band"] == Band.NOT_APPLICABLE:
        yield Finding("for_men" if result["female_version"] else "no_history")
        return
    yield _people(result["score"])
    yield Finding("points", {"points": count_points(result["points"])})
    yield from _reduced(result)


def _reduced(result: Data) -> Iterator[Finding]:
    """Yield the word for the size, and whether it is one step lower than the points alone would give."""
    band = {"band": _BAND_WORDS[Band(result["band"])]}
    if result["band_reduced"]:
        yield Finding("band_reduced", band)
        return
    yield Finding("band", band)
    if result["band_reduced"] is False and result["band"] != Band.LOW:
        yield Finding("band_not_reduced")


def _indirect_contact(result: Data) -> Iterator[Finding]:
    if result["score"] is None:
        return
    if result["band"] == Band.NOT_APPLICABLE:
        yield Finding("no_history")
    elif result["female_version"]:
        yield Finding("for_men")
    elif result["score"] == 0:
        yield Finding("none_fits")
    else:
        yield _people(result["score"])
        yield Finding("band", {"band": _BAND_WORDS[Band(result["band"])]})


def _combined(result: Data) -> Iterator[Finding]:
    if result["score"] is None:
        return
    yield _people(result["score"])
    yield Finding("band", {"band": _BAND_WORDS[Band(result["band"])]})
    yield Finding(str(result["variant"]))
    if result["female_version"] and result["sexual_offence_history"]:
        yield Finding("fixed_part")


def _learning(result: Data) -> Iterator[Finding]:
    if result["score"] is not None:
        step = int(result["score"])
        yield Finding(_LEARNING_STEPS[step], {"step": step})


def _maturity(result: Data) -> Iterator[Finding]:
    if result["applicable"] is False:
        yield Finding("does_not_apply")
    elif result["score"] is not None:
        yield Finding("points", {"points": count_points(int(result["score"]))})
        yield Finding("flagged" if result["flag"] else "not_flagged")


def _personality(result: Data) -> Iterator[Finding]:
    if not result["checked"]:
        if not result["errors"]:
            yield Finding("not_checked")
        return
    if result["result"] == "screen_in":
        yield Finding("screen_in")
    elif result["override"] is None:
        yield Finding("not_in_scope")
    else:
        yield Finding("screen_out")
        yield Finding("override" if result["override"] else "no_override")


def _needs(result: Data) -> Iterator[Finding]:
    yield Finding(f"pathway_{result['pathway']}")
    if result["pathway"] != "omission" and result["errors"]:
        yield Finding("despite_missing")


def _people(percent: float) -> Finding:
    figure = figure_of(percent)
    count = "Fewer than 1" if figure.count == 0 else f"About {figure.count:,}"
    return Finding(
        "figure",
        {"of": f"{figure.out_of:,}", "count": count, "rest": f"{figure.out_of - max(figure.count, 1):,}"},
    )


_RULES: Mapping[str, Callable[[Data], Iterator[Finding]]] = {
    "dc_srp": _direct_contact, "iic_srp": _indirect_contact, "csrp": _combined, "lds": _learning, "mst": _maturity,
    "opd": _personality, "pni": _needs,
}  # fmt: skip
