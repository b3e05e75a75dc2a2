"""The algorithmic transparency record of each predictor: written for whoever is affected, kept as data beside this file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alongside.domain.risk.figures import ATTRIBUTION, load_rules
from alongside.domain.risk.results import NOT_OFFICIAL
from alongside.domain.risk.transparency.reading import inputs_of


@dataclass(frozen=True, slots=True)
class Record:
    """What anybody may know of a predictor before it is used."""

    name: str
    title: str
    purpose: str
    made_by: str
    about_whom: str
    how: str
    result: str
    is_not: tuple[str, ...]
    limits: tuple[str, ...]
    inputs: tuple[str, ...]

    def as_text(self) -> str:
        """Return the record as Markdown."""
        version = (
            f"Model version {load_rules()['model_version']}, threshold version {load_rules()['threshold_version']}."
        )
        parts = [
            f"# {self.title} (`{self.name}`)", NOT_OFFICIAL,
            "## What it is for", self.purpose,
            "## About whom", self.about_whom,
            "## Who made it", self.made_by,
            "## Version", version,
            "## How it works", self.how,
            "## What comes out", self.result,
            "## What it reads", _list([f"`{name}`" for name in self.inputs]),
            "## What it is not", _list(self.is_not),
            "## Known limits", _list(self.limits),
            "## Source", ATTRIBUTION,
        ]  # fmt: skip
        return "\n\n".join(parts)


def _list(lines: tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


@cache
def load_record(name: str) -> Record:
    """Return the record of a predictor by its short name. Raises KeyError for any other name."""
    written = tomllib.loads(files(__name__).joinpath("records.toml").read_text(encoding="utf-8"))
    own, shared = written[name], written["all"]
    return Record(
        name=name,
        title=own["title"],
        purpose=own["purpose"],
        made_by=shared["made_by"],
        about_whom=own["about_whom"],
        how=own["how"],
        result=own["result"],
        is_not=(*own.get("is_not", []), *shared["is_not"]),
        limits=(*own["limits"], *shared["limits"]),
        inputs=inputs_of(name),
    )
