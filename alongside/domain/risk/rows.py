"""Many people from the lines of a file, one result row each, in order and with nothing lost.

A row that cannot be read becomes `{"id": ..., "*": {"malformed": [...]}}`, which names the inputs at fault, or `line`
with its number when the line itself cannot be read, and the others go on. Lines are read one at a time.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from alongside.domain.risk.inputs import FLAGS, INPUT_NAMES, SCORES, SEXUAL_COUNTS, WHOLES, MalformedInput
from alongside.domain.risk.scoring import score_person

Row = dict[str, Any]
ID = "id"
MARK = "\ufeff"
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_TRUTHS = {"true": True, "false": False}


def score_rows(lines: Iterable[bytes], *, is_csv: bool, today: date, pni_reads_all: bool = False) -> Iterator[Row]:
    """Yield one row for each person in the lines of a CSV or JSON Lines file in UTF-8. Empty lines are passed over."""
    text = _decode(lines)
    people = _csv_people(text) if is_csv else _json_people(text)
    for person in people:
        yield person if "*" in person else _score(person, today=today, pni_reads_all=pni_reads_all)


def is_malformed(row: Row) -> bool:
    """Return whether the row says that it could not be read."""
    return "*" in row


def _score(person: Row, *, today: date, pni_reads_all: bool) -> Row:
    try:
        results = score_person(person["input"], today=today, pni_reads_all=pni_reads_all)
    except MalformedInput as refused:
        return _malformed(person[ID], *refused.names)
    return {ID: person[ID]} | {name: result.as_data() for name, result in results.items()}


def _malformed(person_id: object, *names: str, line: int | None = None) -> Row:
    return {ID: person_id, "*": {"malformed": list(names)} | ({} if line is None else {"line": line})}


def _decode(lines: Iterable[bytes]) -> Iterator[str]:
    """Bytes that are no UTF-8 become lone surrogates, which mark the one line they stand in."""
    for number, line in enumerate(lines):
        text = line.decode("utf-8", errors="surrogateescape")
        yield text.removeprefix(MARK) if number == 0 else text


def _is_broken(text: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in text)


# --- JSON Lines -------------------------------------------------------------------------------------------------------


class _Repeated(dict[str, Any]):
    """An object that named something twice, so that nobody knows which was meant."""

    names: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    found = _Repeated(pairs)
    found.names = tuple(sorted({name for name in names if names.count(name) > 1}))
    return found


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _json_people(lines: Iterable[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _json_person(line, number)


def _json_person(line: str, number: int) -> Row:
    try:
        read = json.loads(line, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return _malformed(None, "line", line=number)
    if not isinstance(read, _Repeated) or _is_broken(line):
        return _malformed(None, "line", line=number)
    given = read.get("input")
    missing = [name for name in (ID, "input") if name not in read or name in read.names]
    if missing or not isinstance(given, _Repeated):
        return _malformed(read.get(ID), *(missing or ["input"]), line=number)
    return _malformed(read[ID], *given.names) if given.names else {ID: read[ID], "input": dict(given)}


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv_people(lines: Iterable[str]) -> Iterator[Row]:
    """Yield people from a table whose first row has the input names. Without a column `id` the number of the row is it."""
    records = _records(lines)
    first = next(records, None)
    if first is None:
        return
    header = [name.strip() for name in first[1] or []]
    wrong = sorted({name for name in header if header.count(name) > 1 or name not in {ID, *INPUT_NAMES}})
    for number, (line, cells) in enumerate(records, start=1):
        if cells is None or len(cells) != len(header):
            yield _malformed(None, "line", line=line)
            continue
        read = {name: _cell(name, cell.strip()) for name, cell in zip(header, cells, strict=True)}
        person_id = read.pop(ID, None) or number
        if wrong or any(map(_is_broken, cells)):
            yield _malformed(person_id, *(wrong or ["line"]), line=line)
        else:
            yield {ID: person_id, "input": read}


def _records(lines: Iterable[str]) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the number of the last line of each record and its cells, or None where it cannot be read."""
    reader = csv.reader(lines, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
            continue
        if cells:
            yield reader.line_num, cells


def _cell(name: str, cell: str) -> object:
    """Return what a cell means for this input; a cell that means nothing is left as it is, to be refused."""
    if not cell:
        return None
    if name in FLAGS:
        return _TRUTHS.get(cell.casefold(), cell)
    if name in WHOLES or name in SEXUAL_COUNTS:
        return int(cell) if _WHOLE.fullmatch(cell) else cell
    if name in SCORES:
        return _number(cell)
    if name == "previous_convictions":
        return [] if cell == "none" else [kind.strip() for kind in cell.split(";")]
    return cell


def _number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


def looks_like_csv(lines: Iterable[bytes]) -> tuple[bool, Iterator[bytes]]:
    """Return whether the first line with anything in it is no JSON object, and all of the lines again."""
    seen: list[bytes] = []
    rest = iter(lines)
    for line in rest:
        seen.append(line)
        if line.strip():
            break
    first = seen[-1].removeprefix(MARK.encode()).lstrip() if seen else b""
    return not first.startswith(b"{"), chain(seen, rest)
