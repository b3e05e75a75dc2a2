"""A token in every sealed field of the world's person, so that a leak anywhere can be seen."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.absences.words import StepWords, seal_step
from alongside.casework.check_ins.words import seal_answer_back, seal_words
from alongside.casework.people.operations import change_details
from alongside.casework.people.sealing import Needs, PersonName, seal_field
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.reflections.words import TabAnswers, seal_answers, seal_line
from alongside.casework.sessions.notes.words import TabText, seal_body, seal_note, seal_other
from alongside.casework.sessions.sealing import seal_absence, seal_agenda, seal_place
from alongside.domain.sessions import Agenda, Statement, StatementKind
from alongside.records.models import (
    Absence,
    AbsenceStep,
    AnswerBack,
    CheckIn,
    Conflict,
    ContactRoute,
    Disclosure,
    Draft,
    Episode,
    EpisodeStep,
    Exclusion,
    Identifier,
    Note,
    PowerEvent,
    Promise,
    PromiseStep,
    Reflection,
    Relationship,
    RepairConversation,
    Restriction,
    Session,
    SharedLine,
    Supervision,
)
from alongside.vault import KeyRing, open_keys
from tests.access.world import World
from tests.cast import START, TOMOS

CANARY = "Kingfisher4417"
WRITTEN = (Statement(StatementKind.FACT, CANARY, CANARY),)
# What cannot hold a token: a date, the answers on a device in use, and files that were brought in about other people.
WITHOUT_A_TOKEN = {
    ("person", "sealed_born_on"),
    ("capability", "sealed_progress"),
    ("importfile", "sealed_piece"),
    ("importrow", "sealed_cells"),
    ("importrow", "sealed_problems"),
    ("importrow", "sealed_before"),
}


def sealed_fields() -> set[tuple[str, str]]:
    """Return every sealed column of the records, as model and field."""
    models = apps.get_app_config("records").get_models()
    return {(m._meta.model_name or "", f.name) for m in models for f in m._meta.fields if f.name.startswith("sealed_")}


def put_canaries(world: World) -> None:
    """Write the token wherever the record holds words. Once to a world."""
    keys = open_keys([world.cast.person_id])
    _name(world)
    _texts(world, keys)
    _session(world, keys)
    _absence(world, keys)
    _note_and_draft(world, keys)
    _check_in(world, keys)


def empty_fields() -> set[tuple[str, str]]:
    """Return the sealed columns that should hold the token and hold nothing."""
    return {(model, field) for model, field in sealed_fields() - WITHOUT_A_TOKEN if not _is_filled(model, field)}


def holds_a_token(response: Any) -> bool:
    """Return whether a page shows something of the record."""
    return CANARY.lower() in response.content.decode().lower()


def where_it_says_the_token(client: Client, response: Any, log: str) -> list[str]:
    """Return in which part of an answer, or beside it, something of the record is said."""
    said = {
        "body": response.content.decode(),
        "headers": str(response.headers),
        "cookies": str(response.cookies),
        "session": str(dict(client.session)),
        "log": log,
    }
    return [where for where, text in said.items() if CANARY.lower() in text.lower()]


def _is_filled(model: str, field: str) -> bool:
    rows = apps.get_model("records", model).objects.filter(**{f"{field}__isnull": False})
    return bool(rows.exists())


def _name(world: World) -> None:
    practitioner, person_id = actor_for(world.cast.practitioner), world.cast.person_id
    name = PersonName(f"{CANARY}a", f"{CANARY}b", f"{CANARY}c", f"{CANARY}d", f"{CANARY}e")
    needs = Needs(f"{CANARY}f", f"{CANARY}g", f"{CANARY}h", f"{CANARY}i")
    change_details(
        person_id=person_id, name=name, born_on=TOMOS.born_on, is_child=False, needs=needs, contact_days=14,
        by=practitioner, at=START,
    )  # fmt: skip
    say_what_matters(person_id=person_id, words=CANARY, said_on=START.date(), by=practitioner, at=START)


def _texts(world: World, keys: KeyRing) -> None:
    person_id = world.cast.person_id
    episode = Episode.objects.get(id=world.ids["episode_id"])
    rows: list[tuple[str, Any, tuple[str, ...]]] = [
        ("identifier", Identifier.objects.get(), ("sealed_scheme", "sealed_value")),
        ("supervision", Supervision.objects.get(), ("sealed_title",)),
        ("contact_route", ContactRoute(person_id=person_id, kind="phone"), ("sealed_value", "sealed_shared_with")),
        ("episode", episode, ("sealed_named",)),
        ("episode_step", _step(world), ("sealed_words",)),
        ("power_event", PowerEvent.objects.get(), ("sealed_line", "sealed_explanation", "sealed_challenge")),
        ("repair_conversation", _conversation(world), ("sealed_words",)),
        ("promise", Promise.objects.get(), ("sealed_words", "sealed_explanation")),
        ("promise_step", _promise_step(world), ("sealed_words",)),
        ("exclusion", Exclusion.objects.get(), ("sealed_reason", "sealed_lift_reason")),
        ("restriction", Restriction.objects.get(), ("sealed_reason", "sealed_lift_reason")),
        ("conflict", Conflict.objects.get(), ("sealed_lift_reason",)),
        ("disclosure", Disclosure.objects.get(), ("sealed_text", "sealed_done")),
        *(("relationship", row, ("sealed_reason",)) for row in Relationship.objects.all()),
    ]
    for table, row, fields in rows:
        for name in fields:
            setattr(row, name, seal_field(keys, person_id, table, row.id, name, CANARY))
        row.save()


def _step(world: World) -> EpisodeStep:
    return EpisodeStep(
        episode_id=world.ids["episode_id"], kind="tried", happened_on=START.date(), done_by=world.cast.practitioner,
        done_at=START,
    )  # fmt: skip


def _promise_step(world: World) -> PromiseStep:
    return PromiseStep(
        promise_id=world.ids["promise_id"], number=1, kind="said", done_by=world.cast.practitioner, done_at=START
    )


def _conversation(world: World) -> RepairConversation:
    return RepairConversation(
        person_id=world.cast.person_id, event_id=world.ids["event_id"], number=1, outcome="not_now", on=START.date(),
        written_by=world.cast.practitioner, written_at=START,
    )  # fmt: skip


def _absence(world: World, keys: KeyRing) -> None:
    person_id, ruth = world.cast.person_id, world.cast.practitioner
    absence = Absence.objects.create(
        person_id=person_id, session_id=world.ids["session_id"], begun_by=ruth, begun_at=START
    )
    row = AbsenceStep(
        id=uuid4(), person_id=person_id, absence=absence, number=1, kind="hard", written_by=ruth, written_at=START
    )
    seal_step(keys, row, StepWords(CANARY))
    row.save(force_insert=True)


def _session(world: World, keys: KeyRing) -> None:
    for row in Session.objects.all():
        row.sealed_place = seal_place(keys, row, CANARY)
        row.sealed_agenda = seal_agenda(keys, row, Agenda(person=(CANARY,), practitioner=(CANARY,)))
        row.sealed_absence = seal_absence(keys, row, CANARY)
        row.save()


def _note_and_draft(world: World, keys: KeyRing) -> None:
    person_id, session_id = world.cast.person_id, world.ids["session_id"]
    note = Note(id=uuid4(), person_id=person_id, session_id=session_id, author=world.cast.practitioner)
    note.written_at = START - timedelta(hours=1)
    note.sealed_body = seal_note(keys, note, WRITTEN)
    note.save(force_insert=True)
    draft = Draft(
        id=uuid4(), person_id=person_id, session_id=session_id, author=world.cast.practitioner, saved_at=START
    )
    draft.sealed_body = seal_body(keys, draft, WRITTEN, "tab")
    draft.sealed_other = seal_other(keys, draft, TabText(WRITTEN, "other", START))
    draft.save(force_insert=True)
    _reflection(world, keys)


def _reflection(world: World, keys: KeyRing) -> None:
    person_id, session_id = world.cast.person_id, world.ids["session_id"]
    row = Reflection(id=uuid4(), person_id=person_id, session_id=session_id, author=world.cast.practitioner)
    row.saved_at = START
    sent = TabAnswers((CANARY, CANARY, CANARY), "tab")
    row.sealed_body, row.sealed_other = seal_answers(keys, row, sent), seal_answers(keys, row, sent, "sealed_other")
    row.save(force_insert=True)
    line = SharedLine(id=uuid4(), person_id=person_id, reflection=row, shared_with=world.cast.supervisor)
    line.shared_at, line.sealed_line = START, seal_line(keys, line, CANARY)
    line.save(force_insert=True)


def _check_in(world: World, keys: KeyRing) -> None:
    """Words for *my worker*, and what was done with them."""
    row = CheckIn.objects.get(id=world.ids["check_in_id"])
    row.sealed_words = seal_words(keys, row, CANARY)
    row.save(update_fields=["sealed_words"])
    back = AnswerBack(check_in=row, person_id=row.person_id, written_by=world.cast.practitioner, written_at=START)
    back.sealed_words = seal_answer_back(keys, back, CANARY)
    back.save(force_insert=True)
