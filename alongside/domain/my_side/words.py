"""Every word of the person's side, one file for each language.

Gettext is left out on purpose: its tools are not on a bare machine, and a missing message would show up in the other
language without anybody noticing. Here a page that is not there in both languages is refused when it is read.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Any

from alongside.domain.questionnaires.definition import Language

PAGES = (
    "shared", "about", "help", "question", "off", "that_day", "audience", "words", "tell", "told", "calls", "thanks", "closed",
    "door", "code", "pin", "pin_chosen", "home", "card", "sheet",
    "mine", "mine_promises", "mine_next", "mine_matters", "mine_looked", "mine_what_happens",
    "mine_correction", "mine_wrong", "mine_kept", "mine_apart",
    "mine_answers_back", "mine_description", "mine_know", "mine_plan", "mine_practice",
    "mine_reminders", "mine_passkey", "passkey_door", "mine_pathways", "mine_take",
    "mine_copy",
    "mine_agreements", "mine_passed_on", "mine_reach", "failed",
)  # fmt: skip
# What is behind the person's own door and what is printed is in files of its own, so that each can be read in one go.
FILES = (
    "{language}.toml",
    "mine.{language}.toml",
    "corrections.{language}.toml",
    "complaints.{language}.toml",
    "copy.{language}.toml",
    "kept.{language}.toml",
    "apart.{language}.toml",
    "answers.{language}.toml",
    "know.{language}.toml",
    "plan.{language}.toml",
    "practice.{language}.toml",
    "leaving.{language}.toml",
    "reminders.{language}.toml",
    "passkey.{language}.toml",
    "agreements.{language}.toml",
    "sheet.{language}.toml",
    "failed.{language}.toml",
)
VOWELS = frozenset("aeiouyâêîôûŵŷáéíóúàèìòùäëïöü")


class CatalogueBroken(ValueError):
    """The two languages do not say the same things."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All words of one language. status says how far they have been checked."""

    language: Language
    version: str
    status: str
    pages: Mapping[str, Mapping[str, str]]


def page_words(page: str, *, language: str, **names: str) -> dict[str, str]:
    """Return the words of one page with these names in their places, for a language code such as "en-gb" or "cy".

    Raises LanguageNotFound for any other language, KeyError for a page or a name that is not there.
    """
    words = _load(Language.of(language)).pages[page]
    return {name: text.format_map(names) for name, text in words.items()}


def list_names(names: Sequence[str], *, language: str) -> str:
    """Return names as a list in words: "Ruth, Callum and Sana". Welsh says "ac" before a vowel."""
    if len(names) < 2:
        return "".join(names)
    last = names[-1]
    joint = "and"
    if Language.of(language) is Language.WELSH:
        joint = "ac" if last[:1].lower() in VOWELS else "a"
    return f"{', '.join(names[:-1])} {joint} {last}"


def list_catalogues() -> list[Catalogue]:
    """Return every language, for checks."""
    return [_load(language) for language in Language]


@cache
def _load(language: Language) -> Catalogue:
    english, welsh = _read(Language.ENGLISH), _read(Language.WELSH)
    _refuse_differences(english, welsh)
    return english if language is Language.ENGLISH else welsh


def _read(language: Language) -> Catalogue:
    folder, data = files("alongside.domain.my_side").joinpath("words"), dict[str, Any]()
    for name in FILES:
        data |= tomllib.loads(folder.joinpath(name.format(language=language.value)).read_text(encoding="utf-8"))
    pages = {page: MappingProxyType(dict(data[page])) for page in PAGES}
    return Catalogue(language, data["version"], data["status"], MappingProxyType(pages))


def _refuse_differences(one: Catalogue, other: Catalogue) -> None:
    """Names may be left out in one language, where they would not fit its grammar. Words may not."""
    if one.version != other.version:
        raise CatalogueBroken("the languages have different versions")
    for page in PAGES:
        if set(one.pages[page]) != set(other.pages[page]):
            raise CatalogueBroken(f"{page}: {sorted(set(one.pages[page]) ^ set(other.pages[page]))}")
        if _names_in(other.pages[page]) - _names_in(one.pages[page]):
            raise CatalogueBroken(f"{page} has a name in one language that the other does not know")


def _names_in(words: Mapping[str, str]) -> set[str]:
    return {name for text in words.values() for _, name, _, _ in Formatter().parse(text) if name}
