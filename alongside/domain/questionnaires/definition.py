"""A questionnaire as reviewed data, read from a TOML file packed beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class DefinitionNotFound(LookupError):
    """No definition of this name is packed with the software."""


class DefinitionBroken(ValueError):
    """The file contradicts itself, so no answer could be scored by it."""


class LanguageNotFound(LookupError):
    """The item has no words in the language asked for."""


class Language(StrEnum):
    """The languages a person may answer in, by their ISO 639-1 code."""

    ENGLISH = "en"
    WELSH = "cy"

    @classmethod
    def of(cls, code: str) -> "Language":
        """The language of a code such as "en-gb" or "cy". Raises LanguageNotFound for any other."""
        try:
            return cls(code.lower().partition("-")[0])
        except ValueError:
            raise LanguageNotFound(code) from None


@dataclass(frozen=True, slots=True)
class Wording:
    """One item in one language: the question and the words at both ends of the scale."""

    question: str
    lowest: str
    highest: str

    def ask_about(self, practitioner: str) -> str:
        """The question with the practitioner's first name in it, where the question has a place for one."""
        return self.question.replace("{practitioner}", practitioner)


@dataclass(frozen=True, slots=True)
class Item:
    """One question. The construct is a fact of the field, the wording is ours. is_reversed: a low answer is the good one."""

    id: str
    construct: str
    wordings: Mapping[Language, Wording]
    is_reversed: bool = False

    def in_language(self, code: str) -> Wording:
        """The wording in the language of `code`. Raises LanguageNotFound: none is put in another's place unseen."""
        language = Language.of(code)
        try:
            return self.wordings[language]
        except KeyError:
            raise LanguageNotFound(f"{self.id} has no wording in {language}") from None


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole questionnaire. Answers run from `lowest` to `highest`, the score is the mean of those given of `scored_ids`."""

    name: str
    version: str
    titles: Mapping[Language, str]
    language_status: Mapping[Language, str]
    lowest: int
    highest: int
    minimum_answered: int
    items: tuple[Item, ...]
    scored_ids: tuple[str, ...]
    open_questions: Mapping[Language, str]
    reliability: str
    licence: str
    source: str
    author: str
    checker: str
    next_review: date

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The items in the order in which they are asked and stored."""
        return tuple(item.id for item in self.items)

    def open_question(self, code: str, *, practitioner: str) -> str:
        """The one question that is answered in words. Raises LanguageNotFound, also where there is none."""
        language = Language.of(code)
        if language not in self.open_questions:
            raise LanguageNotFound(f"{self.name} has no open question in {language}")
        return self.open_questions[language].replace("{practitioner}", practitioner)

    def get_item(self, item_id: str) -> Item:
        """The item of this id. Raises LookupError if the questionnaire has none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise LookupError(f"{self.name} has no item {item_id}")


@cache
def load_definition(name: str) -> Definition:
    """The packed definition called `name`, read once and kept.

    Raises DefinitionNotFound for an unknown name, DefinitionBroken if the file contradicts itself.
    """
    if not name.isidentifier():
        raise DefinitionNotFound(name)
    file = files("alongside.domain.questionnaires").joinpath("definitions", f"{name}.toml")
    if not file.is_file():
        raise DefinitionNotFound(name)
    return read_definition(name, file.read_text(encoding="utf-8"))


def read_definition(name: str, text: str) -> Definition:
    """The definition written in `text` (TOML). Raises DefinitionBroken, saying what is wrong."""
    try:
        definition = _build(name, tomllib.loads(text))
    except (KeyError, TypeError, ValueError) as problem:
        raise DefinitionBroken(f"{name}: {problem!r}") from problem
    _refuse_contradictions(definition)
    return definition


def _build(name: str, data: dict[str, Any]) -> Definition:
    items = tuple(_build_item(item) for item in data["items"])
    return Definition(
        name=name,
        version=data["version"],
        titles=_by_language(data["titles"]),
        language_status=_by_language(data["language_status"]),
        lowest=data["lowest"],
        highest=data["highest"],
        minimum_answered=data["minimum_answered"],
        items=items,
        scored_ids=tuple(data.get("scored", [item.id for item in items])),
        open_questions=_by_language(data.get("open_question", {})),
        reliability=data["reliability"],
        licence=data["licence"],
        source=data["source"],
        author=data["author"],
        checker=data["checker"],
        next_review=data["next_review"],
    )


def _build_item(data: dict[str, Any]) -> Item:
    wordings = {Language(code): Wording(**data[code]) for code in Language if code in data}
    return Item(data["id"], data["construct"], MappingProxyType(wordings), is_reversed=data.get("reversed", False))


def _by_language(words: dict[str, str]) -> Mapping[Language, str]:
    return MappingProxyType({Language(code): word for code, word in words.items()})


def _refuse_contradictions(definition: Definition) -> None:
    if len(set(definition.item_ids)) != len(definition.items):
        raise DefinitionBroken(f"{definition.name} has two items with one id")
    if not set(definition.scored_ids) <= set(definition.item_ids):
        raise DefinitionBroken(f"{definition.name} scores an item that it has not")
    if not 1 <= definition.minimum_answered <= len(definition.scored_ids):
        raise DefinitionBroken(f"{definition.name} asks for more answers than it scores, or for none")
    if definition.lowest >= definition.highest:
        raise DefinitionBroken(f"{definition.name} has no range")
    if definition.open_questions and set(definition.open_questions) != set(definition.titles):
        raise DefinitionBroken(f"{definition.name}: the open question is not worded in every language")
    for item in definition.items:
        if set(item.wordings) != set(definition.titles):
            raise DefinitionBroken(f"{definition.name}: {item.id} is not worded in every language")
