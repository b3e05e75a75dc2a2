"""Which notes are the last ones, and for how long one can be taken back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alongside.domain.sessions import NoteTooLong, Written, can_be_undone, clean_words, put_together, rank_notes

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


def test_a_note_has_a_longest_length():
    clean_words("x" * 50_000)
    with pytest.raises(NoteTooLong):
        clean_words("x" * 50_001)


def test_texts_are_put_one_after_the_other():
    assert (put_together("a", "b"), put_together("", "b"), put_together("a", "")) == ("a\n\nb", "b", "a")
