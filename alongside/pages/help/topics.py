"""The help, one short file for each topic, and which topic belongs to which page.

It is data for the reason the person's words are (ADR 9): whoever writes and reviews help reads one file from top to
bottom, and a file that says too little is refused when it is read, not when somebody needs it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType


class HelpBroken(ValueError):
    """A file of the help says too little or too much, or two files are about one page."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is said about a few pages that belong together. Each list has a sentence or two an entry.

    pages: the names of the addresses it is about. purpose: what they are for. can_do: what one can do there. who_sees:
    who can see what is written there. if_odd: what to do when something is not as it should be.
    """

    name: str
    title: str
    pages: Sequence[str]
    purpose: Sequence[str]
    can_do: Sequence[str]
    who_sees: Sequence[str]
    if_odd: Sequence[str]


def find_topic(name: str) -> Topic | None:
    """Return the topic of this name, or None."""
    return list_topics().get(name)


def find_topic_of(page: str) -> Topic | None:
    """Return the topic an address of this name belongs to, or None."""
    return _topics_by_page().get(page)


@cache
def list_topics() -> Mapping[str, Topic]:
    """Return every topic by its name. Raises HelpBroken for a file that is not complete."""
    folder = files("alongside.pages.help").joinpath("topics")
    texts = {file.name.removesuffix(".toml"): file.read_text(encoding="utf-8") for file in folder.iterdir()}
    return MappingProxyType({name: read_topic(name, text) for name, text in sorted(texts.items())})


def read_topic(name: str, text: str) -> Topic:
    """Return the topic a file says. Raises HelpBroken when something is missing, empty or not known."""
    said = tomllib.loads(text)
    wanted = {field.name for field in fields(Topic)} - {"name"}
    if wanted != set(said) or not all(said.values()):
        raise HelpBroken(f"{name}: {sorted(wanted ^ {key for key, value in said.items() if value})}")
    return Topic(name=name, **said)


@cache
def _topics_by_page() -> Mapping[str, Topic]:
    found: dict[str, Topic] = {}
    for topic in list_topics().values():
        for page in topic.pages:
            if page in found:
                raise HelpBroken(f"{page} stands in {found[page].name} and in {topic.name}")
            found[page] = topic
    return MappingProxyType(found)
