"""What is asked in each area, read from the files in `questions`. Wording and options are written here and nowhere else."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alongside.domain.assessment.areas import Area

FILES = Path(__file__).parent / "questions"
InputValue = bool | str


class Who(StrEnum):
    """Whose answer is asked for."""

    BOTH = "both"
    PERSON = "person"
    PRACTITIONER = "practitioner"


class Part(StrEnum):
    """What a question is for. *Readiness* is asked of nobody but the person. *Link* is a judgement, with its reason."""

    NEED = "need"
    STRENGTH = "strength"
    READINESS = "readiness"
    LINK = "link"


class Kind(StrEnum):
    """How it is answered: one of the options, several of them, or words alone. Words may always be added."""

    CHOICE = "choice"
    SEVERAL = "several"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen, with the inputs of the predictors that it yields when the practitioner chooses it."""

    id: str
    says: str
    gives: Mapping[str, InputValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only if either voice chose one of these options of an earlier question of the same area."""

    question: str
    any: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. id is unique over all areas: the area, a dot and a word. {name} in a text is the person's name."""

    id: str
    area: Area
    ask: str
    who: Who = Who.BOTH
    part: Part = Part.NEED
    kind: Kind = Kind.CHOICE
    options: tuple[Option, ...] = ()
    hint: str = ""
    shown_if: Condition | None = None
    needed: bool = True

    @property
    def inputs(self) -> frozenset[str]:
        """Return the names of the inputs that an answer may yield, as the predictors' specification names them."""
        return frozenset(name for option in self.options for name in option.gives)

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class AreaQuestions:
    """What is asked in one area, the two judgements of what it is linked to last."""

    area: Area
    opening: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that may be talked about when the person agrees to talk about what happened to them. It has no options."""

    id: str
    ask: str


@dataclass(frozen=True, slots=True)
class Adversity:
    """The conversation about what happened to the person: what is said first, and what may be talked about."""

    opening: tuple[str, ...]
    topics: tuple[Topic, ...]


LEVELS = ("none", "some", "significant")
RANKS = {"low": "Low", "medium": "Medium", "high": "High", "very_high": "Very high", "not_applicable": "Does not apply"}
READINESS = (
    Option("a_lot", "Yes, a lot of it"),
    Option("some", "Yes, some of it"),
    Option("not_now", "Not now"),
    Option("unsure", "I do not know yet"),
)
# What the practitioner holds to be linked to harm in five areas is asked for by the personality screen.
_HARM_INPUTS = {
    Area.ACCOMMODATION: "accommodation_linked_to_risk",
    Area.HEALTH: "emotional_issues_linked_to_risk",
    Area.RELATIONSHIPS: "relationships_linked_to_risk",
    Area.THINKING: "thinking_linked_to_risk",
    Area.OFFENCE: "offence_analysis_linked_to_risk",
}


@cache
def load_area(area: Area) -> AreaQuestions:
    """Return what is asked in an area, in the order of the file."""
    read = tomllib.loads((FILES / f"{area.value}.toml").read_text(encoding="utf-8"))
    asked = tuple(_question(area, row) for row in read["question"])
    return AreaQuestions(area, read["opening"], (*asked, _harm(area), _reoffending(area)))


@cache
def load_adversity() -> Adversity:
    """Return the conversation about what happened to the person."""
    read = tomllib.loads((FILES / "adversity.toml").read_text(encoding="utf-8"))
    topics = tuple(Topic(f"adversity.{row['id']}", row["ask"]) for row in read["topic"])
    return Adversity(tuple(read["opening"]), topics)


def all_questions() -> Iterable[Question]:
    """Yield every question of every area, in the order of the areas."""
    for area in Area:
        yield from load_area(area).questions


@cache
def questions_by_id() -> Mapping[str, Question]:
    """Return every question by its id."""
    return {question.id: question for question in all_questions()}


def _question(area: Area, row: dict[str, Any]) -> Question:
    part = Part(row.get("part", Part.NEED))
    default = Who.PERSON if part is Part.READINESS else Who.BOTH
    shown_if = row.get("shown_if")
    return Question(
        id=f"{area.value}.{row['id']}",
        area=area,
        ask=row["ask"],
        who=Who(row.get("who", default)),
        part=part,
        kind=Kind(row.get("kind", Kind.CHOICE)),
        options=READINESS if part is Part.READINESS else _options(row),
        hint=row.get("hint", ""),
        shown_if=Condition(f"{area.value}.{shown_if['question']}", frozenset(shown_if["any"])) if shown_if else None,
        needed=row.get("needed", True),
    )


def _options(row: dict[str, Any]) -> tuple[Option, ...]:
    """Return the options, written out for the three shapes that come again and again: a level, yes or no, a rank."""
    if "level" in row:
        return tuple(Option(v, says, {row["level"]: v}) for v, says in zip(LEVELS, row["says"], strict=True))
    if "flag" in row:
        return (Option("yes", "Yes", {row["flag"]: True}), Option("no", "No", {row["flag"]: False}))
    if "ranks" in row:
        return tuple(Option(v, says, {row["ranks"]: v}) for v, says in RANKS.items())
    return tuple(Option(o["id"], o["says"], o.get("gives", {})) for o in row.get("options", ()))


def _harm(area: Area) -> Question:
    return _link(area, "harm", "Linked to harm?", _HARM_INPUTS.get(area))


def _reoffending(area: Area) -> Question:
    return _link(area, "reoffending", "Linked to reoffending?", None)


def _link(area: Area, word: str, ask: str, name: str | None) -> Question:
    linked: dict[str, InputValue] = {name: True} if name else {}
    apart: dict[str, InputValue] = {name: False} if name else {}
    options = (
        Option("yes", "Yes", linked),
        Option("sometimes", "Yes, sometimes", linked),
        Option("no", "No", apart),
        Option("unclear", "I cannot say yet"),
    )
    return Question(f"{area.value}.{word}", area, ask, who=Who.PRACTITIONER, part=Part.LINK, options=options)
