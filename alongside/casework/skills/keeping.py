"""Keeps one time that somebody practised, whoever wrote it down: a practitioner in a meeting, or the person themselves."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from alongside.access import Actor
from alongside.access.gates import Granted
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.skills.loading import SkillLoaded
from alongside.casework.skills.sealing import OBJECT, seal_practice
from alongside.domain.skills import Added, Practice, add_practice, check_practice
from alongside.ledger import Kind
from alongside.records.skills import SkillPractice
from alongside.vault import KeyRing


def keep_practice(
    skill: SkillLoaded, practice: Practice, granted: Granted, keys: KeyRing, *, by: Actor, at: datetime
) -> Added:
    """Keep a practice beside those of its skill, and return what became of it. Raises CannotLog.

    Call it in a transaction that holds the person, so that the same form sent twice at once is kept once.
    """
    checked = replace(check_practice(practice, today=day_of(at)), sent_at=at, own=by.is_person)
    _, added = add_practice(skill.log, checked)
    if added is Added.THERE_ALREADY:
        return added
    row = SkillPractice(
        id=uuid4(), person_id=granted.person_id, skill=skill.row, sent_id=checked.sent_id,
        written_by_id=None if by.is_person else by.id, sent_at=at,
    )  # fmt: skip
    seal_practice(keys, row, checked)
    row.save(force_insert=True)
    record(Kind.COLLECTION, "practice_logged", granted, by=by, at=at, object_type=OBJECT, object_id=skill.row.id)
    return added
