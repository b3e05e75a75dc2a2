"""The practitioner's own rating of a session, and whether the person's answers wait for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.casework.audit import record
from alongside.casework.check_ins.from_paper import MARK, FromPaper, find_mark
from alongside.casework.check_ins.waiting import load_waiting
from alongside.casework.check_ins.words import mark_as_read, open_answer_back, open_words
from alongside.domain.questionnaires.definition import load_definition
from alongside.domain.ratings import check_rating, must_wait
from alongside.ledger import Kind
from alongside.records.check_ins import CheckIn, PractitionerRating
from alongside.records.episodes import Episode
from alongside.records.sessions import Session
from alongside.vault import KeyRing


@dataclass(frozen=True)
class Answer:
    """One question of the check-in with the person's answer; None is *prefer not to say*. low_is_good: read it the other way."""

    question: str
    answer: int | None
    low_is_good: bool = False


@dataclass(frozen=True)
class BothSides:
    """What the viewer may see of both sides of a session.

    asks_rating: they held it and have neither rated it nor chosen not to. own and guess are theirs alone. answers are
    empty when there are none, when they are not for this viewer, and while they wait: the three look the same.
    may_reflect: they held it and may write about it for themselves. strain_id: the strain these answers opened, while it is.
    """

    asks_rating: bool = False
    own: int | None = None
    guess: int | None = None
    answers: tuple[Answer, ...] = ()
    felt_off: bool = False
    words: str = ""
    may_reflect: bool = False
    answered_back: str = ""
    check_in_id: UUID | None = None
    asked_in: str = ""
    interpreter: bool = False
    from_paper: FromPaper | None = None
    strain_id: UUID | None = None


def rate_session(*, session_id: UUID, own: int, guess: int, by: Actor, at: datetime) -> None:
    """Keep how it was between us and a guess at what the person would say, 0 to 10 each.

    The first rating stays: a second one, or one after skipping, changes nothing, because the person's answers may have
    been seen in between. Raises NotHere and RatingOutOfRange.
    """
    check_rating(own, guess)
    _settle(session_id, own, guess, by, at)


def skip_rating(*, session_id: UUID, by: Actor, at: datetime) -> None:
    """Record that the author does not rate this session. Safe to repeat. Raises NotHere."""
    _settle(session_id, None, None, by, at)


def may_show_answers(session_id: UUID, viewer: Actor, at: datetime) -> bool:
    """Return whether the person's answers to a session need not wait for this viewer's own rating.

    Whether the viewer may read the answers at all is another question, which access answers.
    """
    session = Session.objects.filter(id=session_id).only("person").first()
    return session is not None and session_id not in waiting_sessions(session.person_id, viewer, at)


def waiting_sessions(person_id: UUID, viewer: Actor, at: datetime) -> set[UUID]:
    """Return the sessions with a person whose answers wait until this viewer has rated them. One query."""
    return set(load_waiting([person_id], viewer, at).sessions)


def load_both_sides(session: Session, granted: Granted, keys: KeyRing, viewer: Actor, at: datetime) -> BothSides:
    """Return what a viewer who has been let into a session sees of both sides. Two queries, three with answers, four with new words.

    Words that are shown count as read. Call it in the page's transaction.
    """
    may_rate = is_allowed(viewer, Action.WRITE, Item.RATING, granted, at=at, by_actor=True)
    rating = PractitionerRating.objects.filter(session=session, author=viewer.id).first() if may_rate else None
    is_theirs, settled = session.practitioner_id == viewer.id, rating is not None
    waits = must_wait(held_by_viewer=is_theirs, settled=settled, held_at=session.planned_at, now=at)
    happened = session.started_at is not None or session.attendance == "attended"
    given = None if waits else _find_answers(session, granted, viewer, at)
    words = open_words(keys, given) if given else ""
    mark_as_read([given.id] if given and words and given.first_read_at is None else [], at=at)
    return BothSides(
        asks_rating=may_rate and waits and happened,
        own=rating.own if rating else None,
        guess=rating.guess if rating else None,
        answers=_words(given, session) if given else (),
        felt_off=given.felt_off if given else False,
        words=words,
        may_reflect=is_theirs
        and happened
        and is_allowed(viewer, Action.WRITE, Item.REFLECTION, granted, at=at, by_actor=True),
        answered_back=open_answer_back(keys, given) if given else "",
        check_in_id=given.id if given else None,
        asked_in=given.asked_in if given else "",
        interpreter=given.interpreter if given else False,
        from_paper=find_mark(given) if given else None,
        strain_id=_find_open_strain(given, granted, viewer, at) if given else None,
    )


def load_guess_and_answers(
    session: Session, granted: Granted, viewer: Actor, at: datetime
) -> tuple[int | None, tuple[int | None, ...]]:
    """Return what the viewer guessed and what the person answered, if they may read it. Nothing counts as read by this.

    Without a guess there are no answers: what is to be compared with them does not exist. Two queries.
    """
    may_rate = is_allowed(viewer, Action.WRITE, Item.RATING, granted, at=at, by_actor=True)
    rating = PractitionerRating.objects.filter(session=session, author=viewer.id).first() if may_rate else None
    if rating is None or rating.guess is None:
        return None, ()
    given = _find_answers(session, granted, viewer, at)
    return rating.guess, tuple(given.answers) if given else ()


def _settle(session_id: UUID, own: int | None, guess: int | None, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        session = Session.objects.filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.RATING, person_id=session.person_id, at=at, by_actor=True)
        _, is_new = PractitionerRating.objects.get_or_create(
            session=session,
            author_id=by.id,
            defaults={"id": uuid4(), "person_id": session.person_id, "own": own, "guess": guess, "rated_at": at},
        )
        if is_new:
            action = "skipped" if own is None else "rated"
            record(Kind.COLLECTION, action, granted, by=by, at=at, object_type="rating", object_id=session.id)


def _find_answers(session: Session, granted: Granted, viewer: Actor, at: datetime) -> CheckIn | None:
    """Return the person's answers if they gave them to somebody who is this viewer."""
    if not is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER):
        return None
    rows = CheckIn.objects.filter(session=session, audience=Audience.WORKER.value)
    return rows.select_related("answer_back", MARK).first()


def _find_open_strain(given: CheckIn, granted: Granted, viewer: Actor, at: datetime) -> UUID | None:
    if not is_allowed(viewer, Action.READ, Item.EPISODE, granted, at=at):
        return None
    return Episode.objects.filter(check_in=given, closed_at__isnull=True).values_list("id", flat=True).first()


def _words(row: CheckIn, session: Session) -> tuple[Answer, ...]:
    definition = load_definition(row.instrument)
    name = session.practitioner.get_short_name()
    return tuple(
        Answer(item.in_language("en").ask_about(name), answer, low_is_good=item.is_reversed)
        for item, answer in zip(definition.items, row.answers, strict=True)
    )
