"""What a person wrote and nobody has read for two working days: that it waits, never what it says."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from alongside.access import Actor, Audience
from alongside.access.gates import Granted
from alongside.access.standings import day_of
from alongside.access.waiting import is_told_of_waiting
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.working_days import add_working_days
from alongside.records.check_ins import CheckIn
from alongside.records.paper import TypedSheet

UNREAD_FOR = 2


def find_unread(granted: Granted, *, viewer: Actor, at: datetime) -> date | None:
    """Return since when words for *my worker* wait, for a cover or the supervisor. None when none do. One query.

    Words for the supervisor alone are none of a cover's business, and a supervisor who opens the page reads them there.
    """
    if not is_told_of_waiting(viewer, granted.resource.standing):
        return None
    return load_unread([granted.person_id], audiences=[Audience.WORKER], at=at).get(
        (granted.person_id, Audience.WORKER)
    )


def load_unread(
    person_ids: Iterable[UUID], *, audiences: Collection[Audience], at: datetime
) -> dict[tuple[UUID, Audience], date]:
    """Return for whom words for these audiences wait longer than two working days, and since when. One query."""
    rows = CheckIn.objects.filter(
        person__in=list(person_ids), audience__in=audiences, sealed_words__isnull=False, first_read_at__isnull=True
    )
    found: dict[tuple[UUID, Audience], date] = {}
    for row in rows.select_related("person", "typed_sheet").order_by("-completed_at"):
        sent_on = day_of(_here_since(row))
        last_day = add_working_days(sent_on, UNREAD_FOR, jurisdiction=Jurisdiction(row.person.jurisdiction))
        if day_of(at) > last_day:
            found[row.person_id, Audience(row.audience)] = sent_on
    return found


def _here_since(row: CheckIn) -> datetime:
    """Return since when the words could be read: those from paper since they were typed."""
    sheet: TypedSheet | None = getattr(row, "typed_sheet", None)
    return sheet.typed_at if sheet else row.completed_at or row.offered_at
