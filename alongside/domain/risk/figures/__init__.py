"""The published figures as data, read once. Source and licence: NOTICE.md in this folder, Crown copyright, MIT."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType
from typing import Any

Coefficients = Mapping[str, float]

ATTRIBUTION = (
    "Figures: ministryofjustice/hmpps-arns-risk-actuarial-api, state of 4 August 2026. "
    "Crown copyright, Ministry of Justice, MIT licence."
)


@dataclass(frozen=True, slots=True)
class Offence:
    """What is known of one Home Office code."""

    code: str
    category: str
    is_violent: bool
    is_violence_or_sex: bool  # as the personality screen reads it
    group: str
    description: str


def _read(name: str) -> str:
    return files("alongside.domain.risk.figures").joinpath(name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(_read(name))))


@cache
def load_rules() -> Mapping[str, Any]:
    """Return bands, points and probabilities, as rules.toml has them."""
    return MappingProxyType(tomllib.loads(_read("rules.toml")))


@cache
def load_coefficients(predictor: str, variant: str) -> Coefficients:
    """Return the coefficients of one predictor ("arp", "vrp", "svrp") and variant ("static", "dynamic") by parameter.

    A parameter that does not exist there is left out. Those of the offence categories are apart: `load_categories`.
    """
    column = f"{predictor}_{variant}"
    rows = [*_rows("history.csv"), *(_rows("circumstances.csv") if variant == "dynamic" else [])]
    return MappingProxyType({row["parameter"]: float(row[column]) for row in rows if row[column]})


@cache
def load_categories(predictor: str, variant: str) -> Coefficients:
    """Return the coefficient of each of the 24 offence categories."""
    rows = _rows("offence_category.csv")
    return MappingProxyType({row["category"]: float(row[f"{predictor}_{variant}"]) for row in rows})


@cache
def load_offences() -> Mapping[str, Offence]:
    """Return the 3,037 codes whose category is known, by code. The two others count as unknown (section 3)."""
    rows = (row for row in _rows("offence-codes.csv") if row["category"] != "unknown")
    return MappingProxyType({row["code"]: _offence(row) for row in rows})


def _offence(row: dict[str, str]) -> Offence:
    return Offence(
        code=row["code"],
        category=row["category"],
        is_violent=row["is_violent"] == "1",
        is_violence_or_sex=row["opd_violence_or_sex"] == "1",
        group=row["group"],
        description=row["description"],
    )
