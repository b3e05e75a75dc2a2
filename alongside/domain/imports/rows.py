"""From the cells of one row to facts, or to every problem it has."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from alongside.domain.imports.cells import (
    check_cell,
    london_moment,
    read_address,
    read_birth,
    read_choice,
    read_date,
    read_number,
    read_time,
)
from alongside.domain.imports.facts import (
    Facts,
    PersonSays,
    PractitionerSays,
    RelationshipSays,
    SessionSays,
    SupervisionSays,
    identifier_key,
)
from alongside.domain.imports.layout import LAYOUTS, Column, FileKind
from alongside.domain.imports.problems import CellProblem, Problem

JURISDICTIONS = {
    "England and Wales": "england_wales",
    "England": "england_wales",
    "Wales": "england_wales",
    "Scotland": "scotland",
    "Northern Ireland": "northern_ireland",
}
SUPERVISIONS = {"order": "order", "licence": "licence", "agreement": "agreement"}
RELATIONSHIP_KINDS = {"allocated": "allocated", "co-worker": "co_worker"}
ATTENDANCE = {"planned": "planned", "attended": "attended", "missed": "missed", "cancelled": "cancelled"}
YES_NO = {"yes": "yes", "no": "no"}
ROLES = {"practitioner": "practitioner", "supervisor": "supervisor"}
NAME = ("given_names", "family_name", "preferred_name", "said_as", "pronouns")
NEEDS = ("languages", "communication", "access", "to_know")
T = TypeVar("T")


class RowProblems(Exception):
    """Everything that is wrong with one row."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


class _Cells:
    """The cells of one row, read one after another, gathering every problem instead of stopping at the first."""

    def __init__(self, kind: FileKind, cells: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self.texts = {column.name: self._checked(column, cells.get(column.name, "")) for column in LAYOUTS[kind]}

    def _checked(self, column: Column, text: str) -> str:
        try:
            checked = check_cell(text, column.longest)
        except CellProblem as problem:
            self.say(column.name, str(problem))
            return ""
        if column.required and not checked:
            self.say(column.name, "This cell is empty. Every row needs it.")
        return checked

    def say(self, column: str, sentence: str) -> None:
        self.problems.append(Problem(column, sentence))

    def read(self, column: str, reader: Callable[..., T], *arguments: Any) -> T | None:
        """Return what the cell says, or None when it is empty or wrong."""
        if not self.texts[column]:
            return None
        try:
            return reader(self.texts[column], *arguments)
        except CellProblem as problem:
            self.say(column, str(problem))
            return None

    def said(self, names: tuple[str, ...]) -> dict[str, str]:
        return {name: self.texts[name] for name in names if self.texts[name]}

    def finish(self) -> None:
        if self.problems:
            raise RowProblems(self.problems)


def read_row(kind: FileKind, cells: Mapping[str, str], today: date) -> Facts:
    """Return what a row says. Raises RowProblems with every problem of the row. An empty optional cell says nothing."""
    read = _Cells(kind, cells)
    return READERS[kind](read, today)


def _person(read: _Cells, today: date) -> PersonSays:
    _identifier(read)
    born_on = read.read("born_on", read_birth, today)
    is_child = read.read("is_child", read_choice, YES_NO)
    facts = PersonSays(
        id_scheme=read.texts["id_scheme"].upper(),
        id_number=read.texts["id_number"],
        name=read.said(NAME),
        needs=read.said(NEEDS),
        jurisdiction=read.read("jurisdiction", read_choice, JURISDICTIONS) or "",
        born_on=born_on,
        is_child=None if is_child is None else is_child == "yes",
        supervision=_supervision(read),
        practitioner=read.read("practitioner", read_address),
        practitioner_from=read.read("practitioner_from", read_date),
    )
    if facts.practitioner_from and not read.texts["practitioner"]:
        read.say("practitioner", "There is a first day but nobody it belongs to. Add the practitioner's address.")
    read.finish()
    return facts


def _supervision(read: _Cells) -> SupervisionSays | None:
    names = ("kind", "title", "starts_on", "ends_on")
    if not any(read.texts[f"supervision_{name}"] for name in names):
        return None
    for name in names[:3]:
        if not read.texts[f"supervision_{name}"]:
            read.say(f"supervision_{name}", "This cell is empty. A supervision needs its kind, title and first day.")
    kind = read.read("supervision_kind", read_choice, SUPERVISIONS)
    starts_on, ends_on = _dates(read, "supervision_starts_on", "supervision_ends_on")
    if not kind or not starts_on:
        return None
    return SupervisionSays(kind, read.texts["supervision_title"], starts_on, ends_on)


def _practitioner(read: _Cells, today: date) -> PractitionerSays:
    facts = PractitionerSays(
        address=read.read("address", read_address) or "",
        name=read.texts["name"],
        roles=read.read("roles", _roles),
        team=read.texts["team"] or None,
        supervisor=read.read("supervisor", read_address),
    )
    if facts.supervisor and facts.supervisor == facts.address:
        read.say("supervisor", "Somebody cannot be their own supervisor. Write another address.")
    read.finish()
    return facts


def _roles(text: str) -> tuple[str, ...]:
    return tuple(sorted({read_choice(part, ROLES) for part in text.split(";") if part.strip()}))


def _relationship(read: _Cells, today: date) -> RelationshipSays:
    _identifier(read)
    starts_on, ends_on = _dates(read, "starts_on", "ends_on")
    practitioner = read.read("practitioner", read_address)
    kind = read.read("kind", read_choice, RELATIONSHIP_KINDS)
    read.finish()
    if starts_on is None or practitioner is None or kind is None:
        raise RowProblems([Problem("", "This row could not be read.")])
    return RelationshipSays(
        read.texts["id_scheme"].upper(), read.texts["id_number"], practitioner, kind, starts_on, ends_on
    )


def _session(read: _Cells, today: date) -> SessionSays:
    _identifier(read)
    day, clock = read.read("date", read_date), read.read("time", read_time)
    planned_at = read.read("time", lambda _: london_moment(day, clock)) if day and clock else None
    practitioner = read.read("practitioner", read_address)
    minutes = read.read("minutes", read_number, 5, 480)
    attendance = read.read("attendance", read_choice, ATTENDANCE)
    if attendance == "attended" and day and day > today:
        read.say("attendance", "This day has not come yet, so it cannot be attended. Check the date.")
    read.finish()
    if planned_at is None or practitioner is None:
        raise RowProblems([Problem("", "This row could not be read.")])
    return SessionSays(
        read.texts["id_scheme"].upper(), read.texts["id_number"], practitioner, planned_at, minutes,
        read.texts["place"] or None, attendance,
    )  # fmt: skip


def _identifier(read: _Cells) -> None:
    scheme, number = read.texts["id_scheme"], read.texts["id_number"]
    if scheme and number and not identifier_key(scheme, number):
        read.say("id_number", "There is no letter or figure in this number. Write it out.")


def _dates(read: _Cells, first: str, last: str) -> tuple[date | None, date | None]:
    starts_on, ends_on = read.read(first, read_date), read.read(last, read_date)
    if starts_on and ends_on and ends_on < starts_on:
        read.say(last, "The last day is before the first day. Check both.")
    return starts_on, ends_on


READERS: dict[FileKind, Callable[[_Cells, date], Facts]] = {
    FileKind.PRACTITIONERS: _practitioner,
    FileKind.PEOPLE: _person,
    FileKind.RELATIONSHIPS: _relationship,
    FileKind.SESSIONS: _session,
}
