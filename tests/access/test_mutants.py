"""G1: mistakes put into the policy on purpose. Each must be noticed, or the proof proves nothing."""

from dataclasses import replace

import pytest

from alongside.access import Item, Relation, policy, standings, table
from alongside.access.standings import PERSON_PUBLISHED
from alongside.records.models import Cover
from tests.access.dated import KINDS, days_that_are_wrong
from tests.access.matrix import differences, everyday_answers

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def exclusion_after_relation(patch: pytest.MonkeyPatch) -> None:
    before = policy._decide

    def relation_first(actor, action, resource, now):
        open_to_all = replace(resource, standing=replace(resource.standing, excluded=False))
        return before(actor, action, open_to_all, now)

    patch.setattr(policy, "_decide", relation_first)


def supervisor_reads_what_was_not_shared(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(table.READING, Item.EPISODE, lambda r: table.WORKERS | {Relation.SUPERVISOR, Relation.INSPECTOR})


def audience_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(table.READING, Item.CHECK_IN, lambda r: table.WORKERS | {Relation.SUPERVISOR})


def restriction_ignores_its_list(patch: pytest.MonkeyPatch) -> None:
    before = policy._taken_away
    patch.setattr(policy, "_taken_away", lambda s: before(replace(s, on_list=False)))


def restriction_forgotten(patch: pytest.MonkeyPatch) -> None:
    before = policy._taken_away
    patch.setattr(policy, "_taken_away", lambda s: before(replace(s, restricted=False)))


def cover_reads_every_note(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(table, "COVER_NOTES", 100)


def sealed_note_forgets_who_is_named(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(table.READING, Item.SEALED_NOTE, lambda r: table.WORKERS | {Relation.SUPERVISOR})


def victim_forgets_who_is_named(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(table.READING, Item.THIRD_PARTY, lambda r: table.WORKERS | {Relation.SUPERVISOR})


def role_not_needed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(policy, "effective_relations", lambda actor, standing: standing.relations)


def cover_without_dates(patch: pytest.MonkeyPatch) -> None:
    somebody_there = standings.Q(person__isnull=True) | PERSON_PUBLISHED

    def whenever(actor, now):
        return Cover.objects.filter(somebody_there, covering=actor.id, ended_at__isnull=True)

    patch.setattr(standings, "live_covers", whenever)


def last_day_is_lost(patch: pytest.MonkeyPatch) -> None:
    def until(day, prefix=""):
        open_ended = standings.Q(**{f"{prefix}ends_on__isnull": True}) | standings.Q(**{f"{prefix}ends_on__gt": day})
        return standings.Q(**{f"{prefix}starts_on__lte": day}) & open_ended

    patch.setattr(standings, "live", until)


POLICY_MUTANTS = [
    exclusion_after_relation, supervisor_reads_what_was_not_shared, audience_ignored, restriction_ignores_its_list,
    restriction_forgotten, cover_reads_every_note, role_not_needed, sealed_note_forgets_who_is_named,
    victim_forgets_who_is_named,
]  # fmt: skip
DATE_MUTANTS = [cover_without_dates, last_day_is_lost]


@pytest.mark.parametrize("mutant", POLICY_MUTANTS)
def test_a_mistake_in_the_policy_is_caught_by_the_matrix(mutant, monkeypatch):
    mutant(monkeypatch)
    assert next(differences(everyday_answers()), None)


@pytest.mark.parametrize("mutant", DATE_MUTANTS)
def test_a_mistake_about_dates_is_caught_by_the_days_round_the_edges(mutant, monkeypatch):
    mutant(monkeypatch)
    assert [wrong for kind in KINDS for wrong in days_that_are_wrong(kind)]
