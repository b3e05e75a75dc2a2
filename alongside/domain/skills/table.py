"""A table of a content file, read field by field. Whatever is wrong is said with the file and the field it is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class ContentBroken(ValueError):
    """A content file cannot be used. where is the field, as one would say it to whoever wrote the file."""

    def __init__(self, file: str, where: str, why: str) -> None:
        """Keep the three apart, for a page that shows them, and say them in one line."""
        super().__init__(f"{file}: {where}: {why}")
        self.file, self.where, self.why = file, where, why


@dataclass
class Table:
    """One table of a file, and where it stands in it. What was asked for is remembered, so that the rest is refused."""

    file: str
    path: str
    found: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def wrong(self, name: str, why: str) -> ContentBroken:
        """Return the error for a field of this table."""
        return ContentBroken(self.file, f"{self.path}, {name}" if self.path else name, why)

    def text(self, name: str, *, otherwise: str | None = None) -> str:
        """Return a text that is not blank. Without a text to use otherwise it has to be there."""
        value = self._take(name, otherwise)
        if not isinstance(value, str) or (not value.strip() and otherwise is None):
            raise self.wrong(name, "write a text here")
        return value.strip()

    def texts(self, name: str, *, fewest: int = 0) -> tuple[str, ...]:
        """Return a list of texts, none of them blank."""
        value = self._take(name, [] if fewest == 0 else None)
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.wrong(name, "write a list of texts here, none of them empty")
        if len(value) < fewest:
            raise self.wrong(name, f"write at least {fewest} here")
        return tuple(each.strip() for each in value)

    def number(self, name: str, *, low: int, high: int, otherwise: int | None = None) -> int:
        """Return a whole number between two, both allowed."""
        value = self._take(name, otherwise)
        if type(value) is not int or not low <= value <= high:
            raise self.wrong(name, f"write a whole number from {low} to {high}")
        return value

    def flag(self, name: str) -> bool:
        """Return yes or no. No when nothing is said."""
        value = self._take(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, "write true or false")
        return value

    def day(self, name: str) -> date:
        """Return a date."""
        value = self._take(name, None)
        if type(value) is not date:
            raise self.wrong(name, "write a date here, such as 2027-11-30, without quotation marks")
        return value

    def choice(self, name: str, kind: type[Choice], *, otherwise: str | None = None) -> Choice:
        """Return one of the words of an enumeration."""
        value = self._take(name, otherwise)
        return self._one_of(name, kind, value)

    def choices(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Return several of the words of an enumeration."""
        return tuple(self._one_of(name, kind, each) for each in self.texts(name))

    def table(self, name: str) -> "Table":
        """Return the table of this name. An absent one is empty."""
        value = self._take(name, {})
        if not isinstance(value, dict):
            raise self.wrong(name, "this has to be a table")
        return Table(self.file, self._below(name), value)

    def tables(self, name: str) -> Sequence["Table"]:
        """Return the tables of this name, counted from one as they are said in an error."""
        value = self._take(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(name, f"write each as [[{name}]]")
        return [Table(self.file, self._below(f"{name} {number}"), each) for number, each in enumerate(value, start=1)]

    def end(self) -> None:
        """Refuse what nobody asked for: a name that is not known is most likely mistyped."""
        if unknown := sorted(set(self.found) - self.asked):
            raise self.wrong(unknown[0], "this name is not known here")

    def _take(self, name: str, otherwise: object) -> Any:
        self.asked.add(name)
        return self.found.get(name, otherwise)

    def _below(self, name: str) -> str:
        return f"{self.path}, {name}" if self.path else name

    def _one_of(self, name: str, kind: type[Choice], value: object) -> Choice:
        if value not in {each.value for each in kind}:
            raise self.wrong(name, f"write one of {', '.join(each.value for each in kind)}")
        return kind(value)
