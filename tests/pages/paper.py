"""A sheet of paper in a test: what is on it, as the form sends it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.paper.typists import name_typist
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.models import Session, User
from tests.cast import START, Cast, make_user

ITEMS = load_definition(CHECK_IN).item_ids


def make_typist(cast: Cast) -> User:
    """Return somebody at the front desk, without any role, whom the supervisor named."""
    user = make_user("Tess Gould", team=cast.team)
    name_typist(person_id=cast.person_id, user_id=user.id, by=actor_for(cast.supervisor), at=START)
    return user


def filled_in(session: Session, mark: int | None = 7, /, **changes: Any) -> dict[str, Any]:
    """Return what is typed of a sheet of START with the same mark everywhere, for *my worker* unless changed."""
    sheet = {
        "session": str(session.id), "written_on_day": START.day, "written_on_month": START.month,
        "written_on_year": START.year,
        "asked_in": "en", "audience": "worker", "words": "", "tell_words": "",
    }  # fmt: skip
    sheet |= {f"answer_{item}": "none" if mark is None else str(mark) for item in ITEMS}
    return {name: value for name, value in (sheet | changes).items() if value is not None}


def type_in(
    client: Client, session: Session, mark: int | None = 7, /, *, step: str = "save", **changes: Any
) -> HttpResponse:
    """Send a sheet of this session from the page of whoever types."""
    address = f"/people/{session.person_id}/check-in-from-paper/"
    return client.post(address, filled_in(session, mark, **changes) | {"step": step})
