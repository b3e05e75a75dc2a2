"""The fourteen steps, read from their file. A file that says too little is refused when it is read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.domain.promises import Side
from alongside.domain.questionnaires.definition import Language

LIMITS, BEFORE, CLOSE, YOURSELF = "limits", "before", "close", "yourself"


class StepsBroken(ValueError):
    """The file of the steps says too little, or something twice."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place to write. voice is whose words they are. section: where they go in the working agreement, or nothing."""

    key: str
    voice: Side
    label: str
    hint: str
    section: str


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What is asked at the end of a step, and its two answers, of equal weight. box is where the answer is written."""

    box: str
    question: str
    ask: str
    yes: str
    later: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. for_person is its heading on the turned screen; without one it is not for turning.

    needed: the first meeting is not complete without it.
    """

    number: int
    key: str
    short: str
    title: str
    for_person: str
    needed: bool
    why: str
    say: tuple[str, ...]
    do: tuple[str, ...]
    boxes: tuple[Box, ...]
    outcome: OutcomeWords | None

    @property
    def person_boxes(self) -> tuple[Box, ...]:
        """Return the boxes both people look at: the person's own, and what goes into the agreement."""
        return tuple(box for box in self.boxes if box.voice is Side.PERSON or box.section)


@dataclass(frozen=True)
class Script:
    """All steps in their usual order, and the headings of the working agreement in both languages."""

    version: str
    steps: tuple[Step, ...]
    sections: Mapping[str, Mapping[Language, str]]

    def find(self, key: str) -> Step | None:
        """Return the step with this key, or None."""
        return next((step for step in self.steps if step.key == key), None)

    def after(self, step: Step) -> Step | None:
        """Return the step that usually follows, or None after the last."""
        return self.steps[step.number] if step.number < len(self.steps) else None


@cache
def load_script() -> Script:
    """Return the steps of today. Raises StepsBroken for a file that says too little."""
    return read_script((files("alongside.domain.first_contact") / "steps.toml").read_text(encoding="utf-8"))


def read_script(text: str) -> Script:
    """Return the steps that a TOML text describes. Raises StepsBroken."""
    try:
        found = tomllib.loads(text)
        sections = {
            key: {language: words[language.value] for language in Language} for key, words in found["section"].items()
        }
        steps = tuple(_step(number, raw) for number, raw in enumerate(found["step"], start=1))
        script = Script(found["version"], steps, sections)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise StepsBroken(str(wrong)) from None
    _check(script)
    return script


def _step(number: int, raw: Mapping[str, Any]) -> Step:
    asked = raw.get("outcome")
    return Step(
        number=number,
        key=raw["key"],
        short=raw["short"],
        title=raw["title"],
        for_person=raw.get("for_person", ""),
        needed=raw.get("needed", False),
        why=raw["why"],
        say=tuple(raw.get("say", ())),
        do=tuple(raw.get("do", ())),
        boxes=tuple(_box(each) for each in raw.get("box", ())),
        outcome=OutcomeWords(**asked) if asked else None,
    )


def _box(raw: Mapping[str, Any]) -> Box:
    return Box(raw["key"], Side(raw["voice"]), raw["label"], raw.get("hint", ""), raw.get("section", ""))


def _check(script: Script) -> None:
    if len({step.key for step in script.steps}) < len(script.steps):
        raise StepsBroken("a step is there twice")
    for step in script.steps:
        if len({box.key for box in step.boxes}) < len(step.boxes):
            raise StepsBroken(f"{step.key} has a box twice")
        if step.outcome and step.outcome.box not in {box.key for box in step.boxes}:
            raise StepsBroken(f"{step.key} has nowhere to write the answer")
        if unknown := {box.section for box in step.boxes if box.section} - set(script.sections):
            raise StepsBroken(f"{step.key} names {unknown}")
