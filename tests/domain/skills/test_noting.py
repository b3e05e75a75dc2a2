"""What staff note of abuse, each way: the last of each way holds, and nothing is noted without saying how it is known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.domain.skills import Abuse, AbuseNote, CannotNote, Knowing, Way, check_note, noted
from alongside.domain.skills.noting import LONGEST_SOURCE

TODAY, DAY = date(2026, 5, 4), timedelta(days=1)
NOTE = AbuseNote(Way.TO_PERSON, Knowing.SUSPECTED, "She said so, alone", TODAY)


def test_not_noted_is_not_asked():
    assert noted([]) == Abuse(Knowing.NOT_ASKED, Knowing.NOT_ASKED)


def test_the_last_note_of_each_way_holds():
    other = replace(NOTE, way=Way.BY_PERSON, knowing=Knowing.NOTHING_FOUND)
    later = replace(NOTE, knowing=Knowing.KNOWN)
    assert noted([NOTE, other, later]) == Abuse(Knowing.NOTHING_FOUND, Knowing.KNOWN)
    assert noted([later, replace(later, knowing=Knowing.NOTHING_FOUND)]).to_person is Knowing.NOTHING_FOUND


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"knowing": Knowing.NOT_ASKED}, "knowing"),
        ({"source": " "}, "source"),
        ({"source": "x" * (LONGEST_SOURCE + 1)}, "source"),
        ({"on": TODAY + DAY}, "on"),
    ],
)
def test_what_cannot_be_noted_says_what_to_put_right(wrong, field):
    with pytest.raises(CannotNote) as refused:
        check_note(replace(NOTE, **wrong), today=TODAY)
    assert refused.value.field == field


def test_a_day_long_ago_is_kept_and_the_words_are_trimmed():
    note = replace(NOTE, on=TODAY - 900 * DAY, source="  a letter\nfrom housing ")
    assert check_note(note, today=TODAY) == replace(note, source="a letter\nfrom housing")
