"""The working agreement: what both said in the steps, put together, and what each says to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.domain.agreeing import NothingToAgreeOn, PersonAnswer, StaffAnswer, check_reason
from alongside.domain.first_contact.said import Said
from alongside.domain.first_contact.steps import Script
from alongside.domain.promises import Side
from alongside.domain.questionnaires.definition import Language

PROMISES = {Side.PERSON: ("close", "i_will"), Side.PRACTITIONER: ("close", "you_will")}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the agreement, and whose words it is in."""

    section: str
    voice: Side
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the lines under it."""

    heading: str
    lines: tuple[Line, ...]


def draft_agreement(script: Script, said: Mapping[str, Said]) -> tuple[Line, ...]:
    """Return the agreement as the steps fill it, in the order of the steps. What was not said is left out."""
    return tuple(
        Line(box.section, box.voice, text)
        for step in script.steps
        for box in step.boxes
        if box.section and (text := said.get(step.key, Said()).words.get(box.key, ""))
    )


def group_lines(
    script: Script, lines: tuple[Line, ...], *, first: str, practitioner: str, language: str = "en"
) -> tuple[Section, ...]:
    """Return the lines under their headings in one language. The words themselves stay as they were said."""
    chosen = Language.of(language)
    return tuple(
        Section(words[chosen].replace("{first}", first).replace("{practitioner}", practitioner), under)
        for key, words in script.sections.items()
        if (under := tuple(line for line in lines if line.section == key))
    )


def check_answers(
    lines: tuple[Line, ...], *, person: PersonAnswer, practitioner: StaffAnswer, staff_reason: str
) -> None:
    """Raise unless these answers may be kept: NothingToAgreeOn, or NeedsReason, which only staff are ever asked for."""
    if not lines:
        raise NothingToAgreeOn
    check_reason(person, practitioner, staff_reason=staff_reason)


def list_promises(said: Mapping[str, Said]) -> list[tuple[Side, str]]:
    """Return what each side said they would do before next time, a line at a time, the person first."""
    found = []
    for side, (step, box) in PROMISES.items():
        lines = said.get(step, Said()).words.get(box, "").splitlines()
        found += [(side, text) for line in lines if (text := line.strip())]
    return list(dict.fromkeys(found))
