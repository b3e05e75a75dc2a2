"""A stretch holds its first moment and not its last, and neighbours that say the same are one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.incidents import Span, Stretch, cut, join_equal

START = datetime(2026, 5, 4, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def test_a_span_holds_its_first_moment_and_not_its_last():
    span = Span(at(1), at(2))
    assert [span.holds(at(minute)) for minute in (0, 1, 2)] == [False, True, False]
    assert Span().holds(START)
    assert Span(until=at(1)).holds(START)


def test_pieces_are_cut_where_something_begins_or_ends_and_nowhere_else():
    found = list(cut([Span(at(1), at(3)), Span(at(-5), at(99))], since=at(0), until=at(4)))
    assert found == [(at(0), at(1)), (at(1), at(3)), (at(3), at(4))]
    assert list(cut([], since=at(1), until=at(1))) == []


def test_neighbours_that_say_the_same_are_one_and_a_gap_keeps_them_apart():
    a, b, c = (Stretch(at(start), at(start + 1), what) for start, what in ((0, "x"), (1, "x"), (3, "x")))
    assert join_equal([a, b, c]) == [Stretch(at(0), at(2), "x"), c]


@given(st.lists(st.tuples(st.integers(-5, 25), st.integers(0, 9)), max_size=8))
def test_in_a_piece_nothing_changes(pairs):
    spans = [Span(at(start), at(start + length)) for start, length in pairs]
    pieces = list(cut(spans, since=at(0), until=at(20)))
    assert pieces[0][0] == at(0)
    assert pieces[-1][1] == at(20)
    for since, until in pieces:
        inside = since + (until - since) / 2
        assert [s.holds(since) for s in spans] == [s.holds(inside) for s in spans]
        assert [s.holds(inside) for s in spans] == [s.holds(until - timedelta(microseconds=1)) for s in spans]
