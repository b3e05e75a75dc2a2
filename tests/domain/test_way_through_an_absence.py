"""The way through an absence: what is done, what is next, what is not needed. Nothing here suggests a decision."""

from itertools import product

import pytest

from alongside.domain.absences import Decision, Follows, Part, Step, UseOfAuthority, WayState, find_way

CURIOUS = {Step.TRIED, Step.SOUGHT, Step.HARD, Step.OFFERED}
TOLD = {Step.TOLD, Step.CHALLENGE}
EXPLAINED, TALKED = UseOfAuthority(True, False), UseOfAuthority(True, True)


def states(written=(), decision=None, follows=None, events=()):
    return [line.state.value for line in find_way(set(written), decision, follows, list(events))]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ["next", "not_yet", "not_yet", "not_yet", "not_yet"]),
        ({"written": {Step.SOUGHT}}, ["started", "not_yet", "not_yet", "not_yet", "not_yet"]),
        ({"written": CURIOUS}, ["done", "next", "not_yet", "not_yet", "not_yet"]),
        ({"written": CURIOUS, "decision": Decision.EXCUSED}, ["done", "done", "next", "not_needed", "not_needed"]),
        ({"written": CURIOUS | TOLD, "decision": Decision.NOT_EXCUSED}, ["done", "done", "done", "next", "not_yet"]),
        ({"written": CURIOUS | {Step.TOLD}, "decision": Decision.NOT_EXCUSED},
         ["done", "done", "started", "not_yet", "not_yet"]),
        ({"written": CURIOUS | TOLD, "decision": Decision.NOT_EXCUSED, "follows": Follows.NO},
         ["done", "done", "done", "done", "not_needed"]),
        ({"written": CURIOUS | TOLD, "decision": Decision.NOT_EXCUSED, "follows": Follows.YES},
         ["done", "done", "done", "started", "not_yet"]),
        ({"written": CURIOUS | TOLD, "decision": Decision.NOT_EXCUSED, "events": [EXPLAINED]},
         ["done", "done", "done", "done", "next"]),
        ({"written": CURIOUS | TOLD, "decision": Decision.NOT_EXCUSED, "events": [TALKED, TALKED]}, ["done"] * 5),
        ({"written": CURIOUS | TOLD, "decision": Decision.EXCUSED, "events": [UseOfAuthority(False, False)]},
         ["done", "done", "done", "started", "not_yet"]),
    ],
)  # fmt: skip
def test_where_each_part_is(told, expected):
    assert states(**told) == expected


def test_there_is_one_next_part_at_most_and_every_part_has_words():
    for decision, follows, events in product([None, *Decision], [None, *Follows], [(), (EXPLAINED,), (TALKED,)]):
        for written in (set(), CURIOUS, CURIOUS | TOLD):
            assert states(written, decision, follows, events).count("next") <= 1
    assert all(part.label for part in Part)
    assert all(state.label for state in WayState)


def test_an_excused_absence_never_asks_for_a_use_of_authority():
    assert states(CURIOUS | TOLD, Decision.EXCUSED) == ["done", "done", "done", "not_needed", "not_needed"]
