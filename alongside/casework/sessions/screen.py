"""What is shown when the screen is turned: what both people have brought and promised, and not a word more.

It has a query of its own, so that nothing else of the session is even loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record_opened
from alongside.casework.promises.loading import PromiseLine
from alongside.casework.promises.queries import load_open_promises
from alongside.casework.sessions.sealing import open_agenda
from alongside.domain.sessions import Agenda
from alongside.records.sessions import Session
from alongside.vault import open_keys

YOU = "you"


@dataclass(frozen=True)
class TurnedScreen:
    """Agenda and promises, for the two people in the room. practitioner is a first name; the person is *you*."""

    session_id: UUID
    person_id: UUID
    practitioner: str
    agenda: Agenda
    promises: Sequence[PromiseLine]


def get_screen(*, session_id: UUID, viewer: Actor, at: datetime) -> TurnedScreen:
    """Return what both people look at together. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        session = Session.objects.select_related("practitioner").filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.READ, Item.SESSION, person_id=session.person_id, at=at)
        keys = open_keys([session.person_id])
        record_opened(granted, by=viewer, at=at, object_type="session", object_id=session.id)
        return TurnedScreen(
            session_id=session.id,
            person_id=session.person_id,
            practitioner=session.practitioner.get_short_name(),
            agenda=open_agenda(keys, session),
            promises=load_open_promises(granted, keys, first_name=YOU, viewer=viewer, at=at).lines,
        )
