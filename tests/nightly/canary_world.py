"""A record full of words that can be found again. Run as a module in an installation, it fills it and says what it made."""

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

CANARY = "Kingfisher4417"  # of tests.access.canaries, which cannot be imported before Django is set up
PEOPLE = 110


def main() -> None:
    """Fill the record with at least 2,000 canaries and print them with a sign-in and a session as JSON."""
    import django

    django.setup()
    from alongside.commands.clock import test_clock_path
    from tests.access import canaries
    from tests.access.world import make_world
    from tests.cast import START, make_cast
    from tests.signed_in import signed_in_client

    assert canaries.CANARY == CANARY
    test_clock_path().write_text(START.isoformat())
    world = make_world(make_cast())
    canaries.put_canaries(world)
    assert canaries.empty_fields() == set()
    made: list[str] = []
    words = _words(made)
    ids = [_person(world.cast, words) for _ in range(PEOPLE)]
    _import(world.cast, words)
    cookie = signed_in_client(world.cast.practitioner).cookies["sessionid"].value
    person_id, session_id = ids[0]
    said = {"canaries": made, "cookie": cookie, "person": str(person_id), "session": str(session_id)}
    sys.stdout.write(json.dumps(said))


def _words(made: list[str]) -> Iterator[str]:
    for number in count(10_000):
        made.append(f"{CANARY}n{number}")
        yield made[-1]


def _person(cast: Any, words: Iterator[str]) -> tuple[UUID, UUID]:
    """Add a person through the operations, with a canary wherever words about a person may be typed."""
    from alongside.access.actors import actor_for
    from alongside.casework.episodes.operations import name_strain
    from alongside.casework.people.contact import RouteFacts, add_contact_route
    from alongside.casework.people.operations import PersonFacts, SupervisionFacts, add_person
    from alongside.casework.people.sealing import Needs, PersonName
    from alongside.casework.people.what_matters import say_what_matters
    from alongside.casework.power_events.conversations import record_conversation
    from alongside.casework.power_events.operations import Explanation, explain_power_event, record_power_event
    from alongside.casework.promises.operations import correct_words, make_promise, settle_promise
    from alongside.domain.people.contact import RouteKind
    from alongside.domain.people.kinds import Jurisdiction
    from alongside.domain.power_events import Outcome
    from alongside.domain.promises import Outcome as PromiseOutcome
    from alongside.domain.promises import Side
    from alongside.domain.strains import PowerEventKind
    from tests.cast import START

    some = lambda n: [next(words) for _ in range(n)]  # noqa: E731
    by = {"by": actor_for(cast.practitioner), "at": START}
    facts = PersonFacts(
        name=PersonName(*some(5)), born_on=None, jurisdiction=Jurisdiction.SCOTLAND, needs=Needs(*some(4)),
        identifiers=[(next(words), next(words))],
        supervision=SupervisionFacts("order", next(words), START.date()),
    )  # fmt: skip
    person_id = add_person(facts=facts, **by)
    say_what_matters(person_id=person_id, words=next(words), said_on=START.date(), **by)
    add_contact_route(person_id=person_id, facts=RouteFacts(RouteKind.PHONE, next(words)), **by)
    event_id = record_power_event(
        person_id=person_id, kind=PowerEventKind.WARNING, happened_on=START.date(), line=next(words), **by
    )
    explain_power_event(event_id=event_id, given=Explanation(START.date(), next(words), next(words)), **by)
    record_conversation(event_id=event_id, outcome=Outcome.DONE, on=START.date(), words=next(words), **by)
    name_strain(person_id=person_id, words=next(words), **by)
    promise = make_promise(person_id=person_id, side=Side.PERSON, words=next(words), due_on=None, **by)
    correct_words(promise_id=promise, words=next(words), **by)
    settle_promise(promise_id=promise, outcome=PromiseOutcome.BROKEN, words=next(words), **by)
    return person_id, _session(person_id, words, by)


def _session(person_id: UUID, words: Iterator[str], by: dict[str, Any]) -> UUID:
    from alongside.casework.absences.operations import Written, write_about_absence
    from alongside.casework.sessions.notes.drafts import save_draft
    from alongside.casework.sessions.notes.finishing import finish_note
    from alongside.casework.sessions.operations import Plan, plan_session, start_session
    from alongside.domain.absences import Decision
    from alongside.domain.sessions import Agenda
    from tests.noted import noted

    agenda = Agenda(person=(next(words),), practitioner=(next(words),))
    plan = Plan(by["at"] - timedelta(minutes=5), place=next(words), agenda=agenda)
    session_id = plan_session(person_id=person_id, plan=plan, **by)
    some = {name: next(words) for name in ("sought", "tried", "offered", "hard", "next", "why")}
    write_about_absence(session_id=session_id, written=Written(**some, decision=Decision.EXCUSED), **by)
    start_session(session_id=session_id, **by)
    finish_note(session_id=session_id, typed=noted(next(words)), **by)
    save_draft(session_id=session_id, typed=noted(next(words)), **by)
    return session_id


def _import(cast: Any, words: Iterator[str]) -> None:
    """Leave a file for the worker: one row that is right and one that is wrong."""
    from alongside.access.actors import actor_for
    from alongside.casework.imports.operations import upload_batch
    from tests.cast import START

    right = f"CRN,{next(words)},{next(words)},{next(words)},Scotland\n"
    wrong = f"CRN,{next(words)},{next(words)},{next(words)},{next(words)}\n"
    content = "id_scheme,id_number,given_names,family_name,jurisdiction\n" + right + wrong
    upload_batch(kind="people", content=content.encode(), by=actor_for(cast.administrator), at=START)


if __name__ == "__main__":
    main()
