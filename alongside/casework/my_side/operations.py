"""What the person does on their side: answer, skip, choose who sees it, say whether something helped, leave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.caseload.state import refresh_state
from alongside.casework.episodes.noticing import notice_strain
from alongside.domain.questionnaires.definition import Definition, load_definition
from alongside.domain.questionnaires.packing import pack_answers
from alongside.domain.questionnaires.scoring import PREFER_NOT_TO_SAY, Response
from alongside.domain.strains import Help
from alongside.ledger import Kind
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import HelpAnswer
from alongside.records.my_side import Capability
from alongside.vault import KeyRing, open_keys
from alongside.vault.encoding import Json

TABLE, FIELD = "capability", "sealed_progress"


@dataclass(frozen=True)
class Progress:
    """What has been answered on this device and given to nobody yet. None means prefer not to say."""

    answers: dict[str, int | None]
    felt_off: bool = False


def answer_question(*, capability: Capability, item_id: str, answer: int | None, by: Actor, at: datetime) -> None:
    """Keep one answer, sealed, until an audience is chosen. Raises NotHere, UnknownItem or AnswerOutOfRange."""
    with transaction.atomic():
        _granted(capability, by, at)
        definition = _definition(capability)
        pack_answers(definition, {item_id: PREFER_NOT_TO_SAY if answer is None else answer})
        progress = load_progress(capability)
        _keep(capability, Progress({**progress.answers, item_id: answer}, progress.felt_off))


def say_whether_off(*, capability: Capability, felt_off: bool, by: Actor, at: datetime) -> None:
    """Keep the person's own tick, *something was off today*. Raises NotHere."""
    with transaction.atomic():
        _granted(capability, by, at)
        _keep(capability, Progress(load_progress(capability).answers, felt_off))


def complete_check_in(*, capability: Capability, audience: Audience, language: str, by: Actor, at: datetime) -> None:
    """Give the answers to the audience the person chose, and forget the copy on this device.

    Answers are given once: another time on the same session looks the same and changes nothing, so that a worker who
    hands the device over again can neither learn of the first answers nor replace them. Raises NotHere, and
    ValueError when no audience was chosen.
    """
    if audience is Audience.NOT_CHOSEN:
        raise ValueError("an audience must be chosen")
    with transaction.atomic():
        granted = _granted(capability, by, at)
        row = CheckIn.objects.select_for_update().get(session=capability.session_id)
        if row.state == "offered":
            _give(row, load_progress(capability), audience, language, at)
            record(Kind.COLLECTION, "answered", granted, by=by, at=at, object_type="check_in", object_id=row.id)
        Capability.objects.filter(id=capability.id).update(sealed_progress=None)
        if audience is Audience.WORKER:
            notice_strain(row, at=at)
            refresh_state(row.person_id, at=at)


def answer_help(*, capability: Capability, answer: Help, by: Actor, at: datetime) -> None:
    """Record the person's *did that help?* about the episode of this capability, once. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.ANSWER, Item.EPISODE, person_id=capability.person_id, at=at)
        if capability.episode_id is None:
            raise NotHere
        HelpAnswer.objects.get_or_create(
            episode_id=capability.episode_id,
            side="person",
            defaults={"id": uuid4(), "answer": answer.value, "answered_at": at},
        )
        record(Kind.COLLECTION, "answered", granted, by=by, at=at, object_type="help", object_id=capability.episode_id)


def load_progress(capability: Capability) -> Progress:
    """Return what has been answered on this device so far."""
    if capability.sealed_progress is None:
        return Progress({})
    envelope = bytes(capability.sealed_progress)
    opened = _keys(capability).open_json(
        envelope, subject=capability.person_id, table=TABLE, row=capability.id, field=FIELD
    )
    return Progress(opened["answers"], opened["felt_off"])


def _granted(capability: Capability, by: Actor, at: datetime) -> Granted:
    return require(by, Action.ANSWER, Item.CHECK_IN, person_id=capability.person_id, at=at)


def _definition(capability: Capability) -> Definition:
    return load_definition(CheckIn.objects.values_list("instrument", flat=True).get(session=capability.session_id))


def _keep(capability: Capability, progress: Progress) -> None:
    value: Json = {"answers": dict(progress.answers), "felt_off": progress.felt_off}
    sealed = _keys(capability).seal_json(
        value, subject=capability.person_id, table=TABLE, row=capability.id, field=FIELD
    )
    Capability.objects.filter(id=capability.id, ended_at__isnull=True).update(sealed_progress=sealed)
    capability.sealed_progress = sealed


def _keys(capability: Capability) -> KeyRing:
    return open_keys([capability.person_id])


def _give(row: CheckIn, progress: Progress, audience: Audience, language: str, at: datetime) -> None:
    responses: dict[str, Response] = {
        item: PREFER_NOT_TO_SAY if answer is None else answer for item, answer in progress.answers.items()
    }
    row.answers = pack_answers(load_definition(row.instrument), responses)
    row.felt_off = progress.felt_off
    row.state, row.audience, row.language, row.completed_at = "completed", audience.value, language, at
    row.save(update_fields=["answers", "felt_off", "state", "audience", "language", "completed_at"])
