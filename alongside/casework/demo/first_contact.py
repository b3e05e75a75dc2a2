"""Lets two made-up people have had a first meeting: one that is finished and agreed on, one that is half done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.casework.first_contact.words import of_today, seal_lines, seal_said
from alongside.domain.demo import DemoPerson
from alongside.domain.demo.first_contact import FINISHED, HALF_DONE, HEARD_LATER, LEFT_OPEN
from alongside.domain.demo.staff import FIRST_PRACTITIONER
from alongside.domain.first_contact import LIMITS, Outcome, Said, draft_agreement, load_script
from alongside.domain.speaking import SpokenIn
from alongside.records.first_contact import FirstContact, FirstContactStep, WorkingAgreement
from alongside.vault import KeyRing, open_keys


def make_first_contacts(made_up: Sequence[DemoPerson], users: Sequence[UUID]) -> list[Model]:
    """Return two first meetings with people of the first practitioner: who came longest ago, and who came last."""
    own = [one for one in made_up if one.history.stretches[-1].practitioner == FIRST_PRACTITIONER]
    first, *others = sorted(own or made_up, key=_first_met)
    by = users[FIRST_PRACTITIONER]
    keys = open_keys([first.id, *(one.id for one in others[-1:])])
    finished = _begin(first, by)
    begun = [finished, *(_begin(one, by) for one in others[-1:])]
    steps = [_finished(finished, key, keys) for key in FINISHED]
    steps += [_half_done(row, key, keys) for row in begun[1:] for key in HALF_DONE]
    return [*begun, *steps, _agree(finished, keys)]


def _first_met(one: DemoPerson) -> datetime:
    held = [session.at for session in one.history.sessions if session.attendance == "attended"]
    return min(held or [session.at for session in one.history.sessions])


def _begin(one: DemoPerson, by: UUID) -> FirstContact:
    return FirstContact(id=uuid4(), person_id=one.id, begun_at=_first_met(one), begun_by_id=by)


def _finished(begun: FirstContact, key: str, keys: KeyRing) -> FirstContactStep:
    step = load_script().find(key)
    outcome = Outcome.YES if step and step.outcome else Outcome.NOT_SAID
    return _step(begun, key, FINISHED[key], outcome, keys, is_ticked=True)


def _half_done(begun: FirstContact, key: str, keys: KeyRing) -> FirstContactStep:
    outcome = Outcome.LATER if key in HEARD_LATER else Outcome.NOT_SAID
    return _step(begun, key, HALF_DONE[key], outcome, keys, is_ticked=key not in LEFT_OPEN)


def _step(
    begun: FirstContact, key: str, words: Mapping[str, str], outcome: Outcome, keys: KeyRing, *, is_ticked: bool
) -> FirstContactStep:
    row = FirstContactStep(
        id=uuid4(), person_id=begun.person_id, first_contact=begun, step=key, revision=1, saved_at=begun.begun_at,
        saved_by_id=begun.begun_by_id,
    )  # fmt: skip
    if is_ticked:
        row.ticked_at, row.ticked_by_id = begun.begun_at, begun.begun_by_id
    said = Said(words, outcome, SpokenIn.ENGLISH if key == LIMITS else SpokenIn.NOT_SAID)
    row.sealed_body = seal_said(keys, row, of_today(said, ""))
    return row


def _agree(begun: FirstContact, keys: KeyRing) -> WorkingAgreement:
    row = WorkingAgreement(
        id=uuid4(), person_id=begun.person_id, first_contact=begun, number=1, person_says="agrees",
        staff_says="agrees", answered_at=begun.begun_at, answered_by_id=begun.begun_by_id,
    )  # fmt: skip
    said = {key: Said(words) for key, words in FINISHED.items()}
    row.sealed_body = seal_lines(keys, row, draft_agreement(load_script(), said))
    return row
