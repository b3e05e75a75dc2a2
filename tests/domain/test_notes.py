"""Which notes are the last ones, for how long one can be taken back, and what a statement is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alongside.domain.sessions import (
    Missing,
    NoteTooLong,
    Part,
    Statement,
    StatementKind,
    Written,
    can_be_undone,
    clean_statements,
    clean_words,
    find_missing,
    put_together,
    rank_notes,
)

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def note(number: int, days_ago: int, replaces: int | None = None) -> Written:
    return Written(UUID(int=number), NOW - timedelta(days=days_ago), UUID(int=replaces) if replaces else None)


def places(*notes: Written) -> dict[int, int]:
    return {note_id.int: place for note_id, place in rank_notes(notes).items()}


def test_the_newest_note_is_the_first():
    assert places(note(1, 9), note(2, 1), note(3, 5)) == {2: 1, 3: 2, 1: 3}


def test_a_correction_has_the_place_of_what_it_corrects():
    assert places(note(1, 30), note(2, 2), note(3, 1), note(4, 0, replaces=1), note(5, 0, replaces=4)) == {
        3: 1, 2: 2, 1: 3, 4: 3, 5: 3,
    }  # fmt: skip


def test_a_note_can_be_taken_back_for_ten_minutes_and_not_a_moment_longer():
    assert can_be_undone(NOW, now=NOW + timedelta(minutes=10, seconds=-1))
    assert not can_be_undone(NOW, now=NOW + timedelta(minutes=10))


def test_words_have_one_kind_of_line_ending_and_keep_their_shape():
    assert clean_words("  He said:\r\n\r\n  no\r \n") == "  He said:\n\n  no"


def noticed(text: str, source: str = "") -> Statement:
    return Statement(StatementKind.NOTICED, text, source)


def test_a_note_has_a_longest_length_and_a_largest_number_of_statements():
    clean_statements([noticed("x" * 50_000)])
    clean_statements([noticed("x")] * 150)
    for too_much in ([noticed("x" * 49_999, "yy")], [noticed("x")] * 151):
        with pytest.raises(NoteTooLong):
            clean_statements(too_much)


def test_empty_statements_are_dropped_and_the_order_stays():
    said = Statement(StatementKind.SAID, "No")
    assert clean_statements([noticed(" "), said, noticed(""), noticed("Quiet\r\n")]) == (said, noticed("Quiet"))


def test_where_something_comes_from_is_kept_though_nothing_is_said_yet():
    assert clean_statements([noticed("", "A letter")]) == (noticed("", "A letter"),)


def test_only_a_fact_must_say_where_it_comes_from():
    fact = Statement(StatementKind.FACT, "The tenancy ends in June.")
    others = tuple(Statement(kind, "Words") for kind in StatementKind if kind is not StatementKind.FACT)
    assert find_missing(others) is None
    assert find_missing((*others, fact)) == Missing(3, Part.SOURCE)
    assert find_missing((Statement(StatementKind.FACT, fact.text, "Letter of 1 May"),)) is None
    assert find_missing((noticed("", "A letter"),)) == Missing(0, Part.TEXT)


def test_lists_are_put_one_after_the_other_and_say_nothing_twice():
    a, b, c = noticed("a"), noticed("b"), noticed("c")
    assert put_together((a, b), (a, c)) == (a, b, c)
    assert (put_together((), (b,)), put_together((a,), ())) == ((b,), (a,))


def test_the_same_words_of_another_kind_are_another_statement():
    said = Statement(StatementKind.SAID, "a")
    assert put_together((noticed("a"),), (said,)) == (noticed("a"), said)
