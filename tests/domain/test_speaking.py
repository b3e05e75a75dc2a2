"""In which language two people talked, and who interpreted, in words."""

import pytest

from alongside.domain.speaking import Interpreter, Spoken, SpokenIn, say_spoken

HELPED, KNEW = Interpreter.PROFESSIONAL, Interpreter.KNOWN


@pytest.mark.parametrize(
    ("spoken", "line"),
    [
        (Spoken(), ""),
        (Spoken(SpokenIn.ENGLISH), "In English"),
        (Spoken(SpokenIn.WELSH, Interpreter.NOBODY), "In Welsh, nobody interpreted"),
        (Spoken(SpokenIn.OTHER, HELPED), "In another language, with a professional interpreter"),
        (Spoken(interpreter=KNEW), "Somebody they know interpreted"),
    ],
)
def test_staff_read_it_in_one_line(spoken, line):
    assert spoken.in_short == line


@pytest.mark.parametrize(
    ("spoken", "language", "words"),
    [
        (Spoken(), "en", ""),
        (Spoken(SpokenIn.ENGLISH, Interpreter.NOBODY), "en", ""),
        (Spoken(SpokenIn.WELSH), "en", "We talked in Welsh."),
        (Spoken(SpokenIn.ENGLISH, HELPED), "en", "We talked in English. A professional interpreter helped."),
        (Spoken(interpreter=KNEW), "en", "Somebody you know interpreted."),
        (Spoken(SpokenIn.OTHER, HELPED), "cy", "Buom yn siarad iaith arall. Helpodd cyfieithydd proffesiynol."),
    ],
)
def test_paper_speaks_of_it_where_it_matters_in_both_languages(spoken, language, words):
    assert say_spoken(spoken, language=language) == words


def test_somebody_they_know_is_the_one_that_is_named_as_a_risk():
    assert [each for each in Interpreter if Spoken(interpreter=each).is_through_somebody_known] == [KNEW]
