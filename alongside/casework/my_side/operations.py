"""What the person does on their side: answer, skip, choose who sees it, say whether something helped."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from alongside.access import Actor, Audience, Item, Scope
from alongside.access.gates import NotHere
from alongside.casework.audit import record
from alongside.casework.my_side.capabilities import OF_A_CHECK_IN, CapabilityKind, OpenCapability, lock_check_in
from alongside.casework.my_side.giving import Given, give_answers
from alongside.casework.my_side.locking import lock_capability
from alongside.casework.my_side.offering import offers_closer_look
from alongside.casework.my_side.progress import definition_of, keep_progress, open_progress
from alongside.domain.questionnaires import PREFER_NOT_TO_SAY, pack_answers
from alongside.domain.strains import Help
from alongside.ledger import Kind
from alongside.records.episodes import HelpAnswer
from alongside.records.my_side import Capability


def answer_question(*, capability: OpenCapability, item_id: str, answer: int | None, by: Actor, at: datetime) -> None:
    """Keep one answer, sealed, until an audience is chosen. Raises NotHere, UnknownItem or AnswerOutOfRange."""
    with transaction.atomic():
        row, _ = lock_capability(capability, Item.CHECK_IN, by, at)
        progress = open_progress(row)
        definition = definition_of(capability.instrument, progress)
        pack_answers(definition, {item_id: PREFER_NOT_TO_SAY if answer is None else answer})
        keep_progress(row, replace(progress, answers={**progress.answers, item_id: answer}))


def choose_form(*, capability: OpenCapability, is_closer_look: bool, by: Actor, at: datetime) -> None:
    """Keep which questions the person wants: the four short ones, or a closer look where it is offered. Raises NotHere."""
    with transaction.atomic():
        row, _ = lock_capability(capability, Item.CHECK_IN, by, at)
        chosen = is_closer_look and offers_closer_look(capability.session_id)
        keep_progress(row, replace(open_progress(row), is_closer_look=chosen))


def say_whether_off(*, capability: OpenCapability, felt_off: bool, by: Actor, at: datetime) -> None:
    """Keep the person's own tick, *something was off today*. Raises NotHere."""
    with transaction.atomic():
        row, _ = lock_capability(capability, Item.CHECK_IN, by, at)
        keep_progress(row, replace(open_progress(row), felt_off=felt_off))


def choose_audience(*, capability: OpenCapability, audience: Audience, by: Actor, at: datetime) -> None:
    """Keep who is to see the answers until they are sent. Raises NotHere."""
    with transaction.atomic():
        row, _ = lock_capability(capability, Item.CHECK_IN, by, at)
        keep_progress(row, replace(open_progress(row), audience=audience.value))


def keep_words(*, capability: OpenCapability, words: str, by: Actor, at: datetime) -> None:
    """Keep what the person has typed until the answers are sent. With *only totals* nothing is kept. Raises NotHere."""
    with transaction.atomic():
        row, _ = lock_capability(capability, Item.CHECK_IN, by, at)
        progress = open_progress(row)
        if progress.audience != Audience.TOTALS:
            keep_progress(row, replace(progress, words=words))


def complete_check_in(
    *, capability: OpenCapability, audience: Audience, language: str, words: str = "", by: Actor, at: datetime
) -> None:
    """Give the answers to the audience the person chose, forget the copy on this device and use the scopes up.

    words answer the open question. With *only totals* nobody could read them, so none are kept, whatever is sent.

    Answers are given once: another time on the same session looks the same and changes nothing, so that a worker who
    hands the device over again can neither learn of the first answers nor replace them. Raises NotHere, and
    ValueError when no audience was chosen.
    """
    if audience is Audience.NOT_CHOSEN:
        raise ValueError("an audience must be chosen")
    with transaction.atomic():
        row, granted = lock_capability(capability, Item.CHECK_IN, by, at)
        check_in = lock_check_in(row, at=at)
        if check_in.state == "offered":
            give_answers(check_in, Given(open_progress(row), audience, language, words, said_at=at), at=at)
            record(Kind.COLLECTION, "answered", granted, by=by, at=at, object_type="check_in", object_id=check_in.id)
        row.sealed_progress, row.scopes = None, _scopes_left(row)
        row.save(update_fields=["sealed_progress", "scopes"])


def _scopes_left(row: Capability) -> list[str]:
    """Return what is not used up. A device that was handed over goes back, and does nothing more for the person."""
    return [scope for scope in row.scopes if row.kind == CapabilityKind.OWN and scope not in OF_A_CHECK_IN]


def answer_help(*, capability: OpenCapability, answer: Help, by: Actor, at: datetime) -> None:
    """Record the person's *did that help?* about the episode of this capability, once. Raises NotHere."""
    with transaction.atomic():
        row, granted = lock_capability(capability, Item.EPISODE, by, at)
        if row.episode_id is None:
            raise NotHere
        _, is_first = HelpAnswer.objects.get_or_create(
            episode_id=row.episode_id,
            side="person",
            defaults={"id": uuid4(), "answer": answer.value, "answered_at": at},
        )
        if is_first:
            record(Kind.COLLECTION, "answered", granted, by=by, at=at, object_type="help", object_id=row.episode_id)
        row.scopes = [scope for scope in row.scopes if scope != Scope.HELP_ANSWER]
        row.save(update_fields=["scopes"])
