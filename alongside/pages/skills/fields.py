"""An exercise as a form: every kind of field is a grid of boxes with labels, or something to choose. Works without a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from alongside.domain.skills import Done, Exercise, Field, Grid, Kind

NUMBERS = tuple(str(number) for number in range(11))


@dataclass(frozen=True, slots=True)
class Box:
    """One place to type. label is the heading above it, which may be for those who listen alone."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A row of boxes with its heading, if it has one."""

    heading: str
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field with what stands in it and what is wrong with it. chosen are the ids or numbers that were chosen."""

    field: Field
    rows: Sequence[BoxRow] = ()
    chosen: Sequence[str] = ()
    wrong: str = ""

    @property
    def first_id(self) -> str:
        """Return the id of the first control, for the summary of what is wrong."""
        return f"id_{self.rows[0].boxes[0].name}" if self.rows else f"id_{self.field.key}"


def read_typed(fields: Sequence[Field], sent: QueryDict) -> dict[str, Grid]:
    """Return what was typed in each of these fields."""
    return {field.key: _read(field, sent) for field in fields}


def typed_from(exercise: Exercise, done: Done) -> dict[str, Grid]:
    """Return what stands in an exercise as it would be typed. What was chosen is kept in words and sent as an id."""
    return {field.key: _as_typed(field, done) for field in exercise.fields}


def show_fields(
    fields: Sequence[Field], typed: Mapping[str, Grid], wrong: Mapping[str, str] | None = None
) -> list[FieldShown]:
    """Return the fields of a form with what stands in them."""
    return [_show(field, typed.get(field.key, ()), (wrong or {}).get(field.key, "")) for field in fields]


def _is_chosen(field: Field) -> bool:
    return field.kind.has_options or field.kind is Kind.SCALE


def _size(field: Field) -> tuple[int, int]:
    return len(field.rows) or field.most, max(len(field.columns), 1)


def _read(field: Field, sent: QueryDict) -> Grid:
    if _is_chosen(field):
        return tuple((value,) for value in sent.getlist(field.key) if value)
    height, width = _size(field)
    return tuple(tuple(sent.get(f"{field.key}-{row}-{column}", "") for column in range(width)) for row in range(height))


def _as_typed(field: Field, done: Done) -> Grid:
    written = done.find(field.key)
    grid = written.grid if written else ()
    if not field.kind.has_options:
        return grid
    ids = {option.says: option.id for option in field.options}
    return tuple((ids[cell],) for row in grid for cell in row if cell in ids)


def _show(field: Field, grid: Grid, wrong: str) -> FieldShown:
    if _is_chosen(field):
        return FieldShown(field, chosen=[cell for row in grid for cell in row], wrong=wrong)
    height, width = _size(field)
    return FieldShown(field, [_row(field, grid, row, width) for row in range(height)], wrong=wrong)


def _row(field: Field, grid: Grid, row: int, width: int) -> BoxRow:
    cells = grid[row] if row < len(grid) else ()
    heading = field.rows[row] if field.rows else ""
    boxes = [
        Box(
            f"{field.key}-{row}-{column}",
            field.columns[column] if field.columns else heading or f"{field.label} {row + 1}",
            cells[column] if column < len(cells) else "",
        )
        for column in range(width)
    ]
    return BoxRow(heading, boxes)
