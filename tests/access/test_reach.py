"""What is worked out about the past is what the gate said at the time, in worlds that changed while they were watched."""

from datetime import timedelta

import pytest

from alongside.access import Item, history, reach
from alongside.access.history import load_history
from alongside.access.reach import ASKED, NOT_ASKED, find_reach
from alongside.access.reachable import OF_EVERYBODY, people_reached_by, users_who_may_reach
from alongside.domain.incidents import Span
from tests.access.past import BEGIN, END, WATCHES, live_through

# Hundreds of worlds ask the same lines, which would take as long again to count.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
FEW, WORLDS = 100, 300  # in every ./test, and in a night
A_SECOND = timedelta(microseconds=1)


def disagreements(seed: int) -> list[str]:
    """Return where the stretches of time do not say what the gate said at a moment that was watched."""
    past = live_through(seed)
    since, until = BEGIN - timedelta(days=1), END + timedelta(days=1)
    found = load_history([person.id for person in past.people], since=since, until=until)
    could = {
        (user.id, person.id): find_reach(found, user.id, person.id, since=since, until=until)
        for user in past.users
        for person in past.people
    }
    return [
        f"{at:%a %H:%M} {sorted(said ^ worked_out)}"
        for (at, user_id, person_id), said in past.seen.items()
        if (worked_out := _at(could[user_id, person_id], at) & WATCHES.keys()) != said
    ]


def _at(stretches, moment):
    return next((s.what.what for s in stretches if s.since <= moment < s.until), frozenset())


@pytest.mark.parametrize(
    "seed", [*range(FEW), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(FEW, WORLDS))]
)
def test_the_past_is_what_the_gate_said_at_the_time(seed):
    assert disagreements(seed) == []


@pytest.mark.parametrize("seed", range(60))
def test_whoever_could_read_anything_is_among_those_that_are_asked_about(seed):
    past = live_through(seed)
    window = {"since": BEGIN, "until": END}
    for person in past.people:
        users = users_who_may_reach(load_history([person.id], **window))
        assert {u for (_, u, p), said in past.seen.items() if p == person.id and said} <= users
    for user in past.users:
        people = people_reached_by(user.id, **window)
        assert {p for (_, u, p), said in past.seen.items() if u == user.id and "identity" in said} <= people


def test_the_worlds_are_not_empty_and_an_exclusion_bites_in_many():
    seen = [said for seed in range(20) for said in live_through(seed).seen.values()]
    assert sum("identity" in said for said in seen) > 60
    assert sum("answers_for_worker" in said for said in seen) > 20


# Each mistake is put in, and worlds find it.


def ignores_exclusions(patch):
    whole = history._rules
    patch.setattr(history, "_rules", lambda *a: [s for s in whole(*a) if s.fact.kind != "excluded"])


def ignores_what_people_said_about_knowing_somebody(patch):
    whole = history._rules
    patch.setattr(history, "_rules", lambda *a: [s for s in whole(*a) if s.fact.kind != "conflict"])


def forgets_restrictions(patch):
    whole = history._rules
    patch.setattr(history, "_rules", lambda *a: [s for s in whole(*a) if s.fact.kind != "listed"])


def takes_the_last_moment_in(patch):
    patch.setattr(
        Span, "holds",
        lambda self, m: (self.since is None or self.since <= m) and (self.until is None or m <= self.until),
    )  # fmt: skip


def leaves_the_first_moment_out(patch):
    patch.setattr(
        Span, "holds",
        lambda self, m: (self.since is None or self.since < m) and (self.until is None or m < self.until),
    )  # fmt: skip


def takes_the_accounts_of_today(patch):
    whole = history.load_accounts
    patch.setattr(
        history, "load_accounts",
        lambda: {u: [history.Account(Span(), a[-1].actor, a[-1].supervisor_id)] for u, a in whole().items()},
    )  # fmt: skip


def forgets_that_an_inspection_was_withdrawn(patch):
    patch.setattr(history, "find_moments", lambda **_: {})


def believes_what_was_written_back(patch):
    whole = history._of_days
    patch.setattr(
        history, "_of_days", lambda first, last, *, after, before: whole(first, last, after=BEGIN, before=before)
    )


def forgets_what_was_ended_at_once(patch):
    whole = history._of_days
    patch.setattr(
        history, "_of_days", lambda first, last, *, after, before: whole(first, last, after=after, before=None)
    )


def forgets_cover(patch):
    patch.setattr(history, "_covers", lambda *_: [])


def forgets_when_an_import_was_published(patch):
    whole = history._people
    patch.setattr(history, "_people", lambda p: [history.Spell(Span(), s.fact) for s in whole(p)])


def does_not_cut_where_an_account_changes(patch):
    whole = history.History.spans
    patch.setattr(history.History, "spans", lambda self, u, p: whole(history.History(self.spells, {}), u, p))


MISTAKES = [
    ignores_exclusions, ignores_what_people_said_about_knowing_somebody, forgets_restrictions, takes_the_last_moment_in,
    leaves_the_first_moment_out, takes_the_accounts_of_today, forgets_that_an_inspection_was_withdrawn,
    believes_what_was_written_back, forgets_what_was_ended_at_once, forgets_cover, forgets_when_an_import_was_published,
    does_not_cut_where_an_account_changes,
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_history_is_found(mistake, monkeypatch):
    mistake(monkeypatch)
    assert any(disagreements(seed) for seed in range(WORLDS))


# What is asked


def test_every_item_of_the_table_is_asked_about_or_says_why_not():
    asked = {resource.item for resource in ASKED.values()}
    assert asked | NOT_ASKED.keys() == set(Item)
    assert not asked & NOT_ASKED.keys()
    assert all(NOT_ASKED.values())


def test_a_role_that_reaches_everybody_is_known_by_that():
    assert {role.value for role in OF_EVERYBODY} == {"privacy_officer", "safeguarding_lead"}


def test_the_number_of_queries_does_not_grow_with_the_past(django_assert_num_queries):
    past = live_through(3)
    with django_assert_num_queries(11):
        load_history([person.id for person in past.people], since=BEGIN, until=END)


def test_the_policy_is_asked_and_not_copied(monkeypatch):
    """A policy that says no to everything leaves no stretch."""
    past = live_through(5)
    monkeypatch.setattr(reach, "decide", lambda *_: False)
    found = load_history([person.id for person in past.people], since=BEGIN, until=END)
    assert not any(find_reach(found, u.id, p.id, since=BEGIN, until=END) for u in past.users for p in past.people)
