"""In which language two people talked, and who helped them understand each other."""

from dataclasses import dataclass
from enum import StrEnum


class SpokenIn(StrEnum):
    """The language something was said in."""

    NOT_SAID = ""
    ENGLISH = "en"
    WELSH = "cy"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return {
            SpokenIn.NOT_SAID: "Not said",
            SpokenIn.ENGLISH: "English",
            SpokenIn.WELSH: "Welsh",
            SpokenIn.OTHER: "Another language",
        }[self]


class Interpreter(StrEnum):
    """Who interpreted. A relative is somebody the person knows."""

    NOT_SAID = ""
    NOBODY = "nobody"
    PROFESSIONAL = "professional"
    KNOWN = "known"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return {
            Interpreter.NOT_SAID: "Not said",
            Interpreter.NOBODY: "Nobody",
            Interpreter.PROFESSIONAL: "A professional interpreter",
            Interpreter.KNOWN: "Somebody they know",
        }[self]


@dataclass(frozen=True, slots=True)
class Spoken:
    """How two people understood each other. Nothing while nobody has said."""

    language: SpokenIn = SpokenIn.NOT_SAID
    interpreter: Interpreter = Interpreter.NOT_SAID

    @property
    def is_said(self) -> bool:
        """Return whether anything is known of it."""
        return bool(self.language or self.interpreter)

    @property
    def in_short(self) -> str:
        """Return it in one line for staff: *In Welsh, with a professional interpreter*. No text while nothing is said."""
        language = f"in {_NAMES['en'][self.language]}" if self.language else ""
        line = ", ".join(part for part in (language, _SHORT[self.interpreter]) if part)
        return line[:1].upper() + line[1:]

    @property
    def is_plain(self) -> bool:
        """Return whether paper need not speak of it: in English, and nobody interpreted as far as anybody said."""
        in_english = self.language in (SpokenIn.NOT_SAID, SpokenIn.ENGLISH)
        return in_english and self.interpreter in (Interpreter.NOT_SAID, Interpreter.NOBODY)

    @property
    def is_through_somebody_known(self) -> bool:
        """Return whether a relative or friend interpreted, who may soften or leave out, and before whom not all is said."""
        return self.interpreter is Interpreter.KNOWN


def say_spoken(spoken: Spoken, *, language: str) -> str:
    """Return it as two sentences of both, for paper, in English or Welsh. No text where paper need not speak of it."""
    if spoken.is_plain:
        return ""
    talked = _TALKED[language].format(_NAMES[language][spoken.language]) if spoken.language else ""
    return f"{talked} {_INTERPRETED[language][spoken.interpreter]}".strip()


_NAMES = {
    "en": {SpokenIn.ENGLISH: "English", SpokenIn.WELSH: "Welsh", SpokenIn.OTHER: "another language"},
    "cy": {SpokenIn.ENGLISH: "Saesneg", SpokenIn.WELSH: "Cymraeg", SpokenIn.OTHER: "iaith arall"},
}
_SHORT = {
    Interpreter.NOT_SAID: "",
    Interpreter.NOBODY: "nobody interpreted",
    Interpreter.PROFESSIONAL: "with a professional interpreter",
    Interpreter.KNOWN: "somebody they know interpreted",
}
_TALKED = {"en": "We talked in {}.", "cy": "Buom yn siarad {}."}
_INTERPRETED = {
    "en": {
        Interpreter.NOT_SAID: "",
        Interpreter.NOBODY: "Nobody interpreted.",
        Interpreter.PROFESSIONAL: "A professional interpreter helped.",
        Interpreter.KNOWN: "Somebody you know interpreted.",
    },
    "cy": {
        Interpreter.NOT_SAID: "",
        Interpreter.NOBODY: "Doedd neb yn cyfieithu.",
        Interpreter.PROFESSIONAL: "Helpodd cyfieithydd proffesiynol.",
        Interpreter.KNOWN: "Roedd rhywun rydych chi’n ei adnabod yn cyfieithu.",
    },
}
