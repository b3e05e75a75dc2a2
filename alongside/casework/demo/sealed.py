"""A sealed note and somebody else's details about one made-up person, kept by whoever works with them."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.access.standings import day_of
from alongside.casework.sealed_notes.operations import ToSeal, write_sealed_note
from alongside.casework.sealed_notes.queries import get_sealed_note
from alongside.casework.third_parties.operations import add_third_party
from alongside.domain.sealed_notes import Answer, Concern, Decided
from alongside.domain.sessions import Statement, StatementKind
from alongside.domain.third_parties import Kind, ThirdParty
from alongside.records.relationships import Relationship

NOTE = (
    Statement(StatementKind.FACT, "A cousin rang and asked that nobody is told of the call.", "Telephone call, Monday"),
    Statement(StatementKind.JUDGEMENT, "I think the cousin is frightened of being known as the one who rang."),
)
SOMEBODY = ThirdParty(
    Kind.VICTIM,
    "Made-up former partner",
    "Moved in the spring. Nobody in this case needs to know where.",
    "The victim liaison officer passes messages on",
    "Never write, never ring. Only by the liaison officer, on weekdays",
)


def seal_something(person_id: UUID, *, at: datetime) -> None:
    """Let their practitioner have sealed a note, which the supervisor opened, and have kept somebody's details apart."""
    worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True)
    practitioner = worker.select_related("practitioner__supervisor").latest("starts_on").practitioner
    by, supervisor, today = actor_for(practitioner), practitioner.supervisor, day_of(at)
    told = Decided(Answer.YES, "The duty manager", today, "Agreed to ring the cousin back together on Thursday")
    note_id = write_sealed_note(
        person_id=person_id,
        to_seal=ToSeal(NOTE, {Concern.HARM: Decided(Answer.NO), Concern.SAFEGUARDING: told}),
        named={supervisor.id} if supervisor else (),
        review_on=today + timedelta(days=28),
        by=by,
        at=at - timedelta(hours=3),
    )
    if supervisor:
        get_sealed_note(note_id=note_id, viewer=actor_for(supervisor), at=at - timedelta(hours=1))
    add_third_party(person_id=person_id, said=SOMEBODY, named=(), by=by, at=at - timedelta(hours=2))
