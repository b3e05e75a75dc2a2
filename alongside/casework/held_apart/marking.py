"""Takes rows out of use together with what goes with them, and puts them back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from alongside.casework.caseload.state import refresh_state
from alongside.casework.held_apart.tables import ALONG, HELD, table_of
from alongside.records.held_apart import HeldItem, HoldApart

Place = tuple[str, UUID]


def hold_rows(hold: HoldApart, chosen: Iterable[Place], *, at: datetime) -> None:
    """Hold these rows apart, and everything that goes with them."""
    picked = set(chosen)
    places = all_that_goes_along(picked)
    HeldItem.objects.bulk_create(
        HeldItem(hold=hold, source=source, row=row, along=(source, row) not in picked) for source, row in places
    )
    _mark(places, held=True)
    refresh_state(hold.person_id, at=at)


def lift_rows(hold: HoldApart, *, at: datetime) -> None:
    """Put the rows of a hold back into use, but for those that another hold keeps.

    The database refuses with an IntegrityError where something new stands in the place of one of them.
    """
    others = HeldItem.objects.filter(hold__person=hold.person_id, hold__state="held").exclude(hold=hold)
    kept = set(others.values_list("source", "row"))
    _mark({place for place in hold.items.values_list("source", "row") if place not in kept}, held=False)
    refresh_state(hold.person_id, at=at)


def all_that_goes_along(chosen: Iterable[Place]) -> set[Place]:
    """Return these places and all that follow from them. Of corrected wordings, each leads to all of them."""
    found: set[Place] = set()
    new = set(chosen)
    while new:
        found |= new
        new = {place for one in new for place in _next_to(*one)} - found
    return found


def _next_to(source: str, row: UUID) -> Iterator[Place]:
    for child, columns in ALONG.items():
        for column, parent in columns.items():
            rows = table_of(child)._base_manager
            if parent == source:
                yield from ((child, found) for found in rows.filter(**{column: row}).values_list("pk", flat=True))
            if parent == child == source:
                before = rows.filter(pk=row, **{f"{column}__isnull": False}).values_list(column, flat=True)
                yield from ((child, found) for found in before)


def _mark(places: Iterable[Place], *, held: bool) -> None:
    rows = list(places)
    for source in HELD:
        ids = [row for name, row in rows if name == source]
        if ids:
            table_of(source)._base_manager.filter(pk__in=ids).update(held_apart=held)
