"""One made-up person who asks to have something held apart, and one of whom a note is held apart since last week."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Role
from alongside.access.actors import actor_for
from alongside.access.standings import live_relationships
from alongside.casework.held_apart.asking import Asked, ask_on_behalf
from alongside.casework.held_apart.deciding import decide_hold
from alongside.domain.demo import words
from alongside.domain.held_apart import Answer, CameBy, Ground
from alongside.records.identity import User
from alongside.records.sessions import Note


def hold_something_apart(people: Sequence[UUID], *, at: datetime) -> None:
    """Let the first two whose notes can be held apart ask, and one of the two have an answer."""
    officer = next(user for user in User.objects.order_by("name") if Role.PRIVACY_OFFICER in user.roles)
    with_notes = [one for one in people if Note.objects.filter(person=one).count() > 1][:2]
    for person_id, (ground, said, answer) in zip(with_notes, words.HELD_APART, strict=False):
        worker = (
            live_relationships(at).filter(person=person_id, kind="allocated").select_related("practitioner").first()
        )
        if worker is None:
            continue
        asked = Asked(Ground(ground), said, CameBy.MEETING)
        asked_at = at - timedelta(days=8)
        hold_id = ask_on_behalf(person_id=person_id, asked=asked, by=actor_for(worker.practitioner), at=asked_at)
        if answer:
            note = Note.objects.filter(person=person_id).order_by("-written_at")[1]
            decide_hold(
                hold_id=hold_id, answer=Answer.HELD, chosen=[("Note", note.id)], words=answer, by=actor_for(officer),
                at=at - timedelta(days=7),
            )  # fmt: skip
