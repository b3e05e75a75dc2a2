"""Where a complaint stands, and by when somebody says that they read it."""

from datetime import date

from alongside.domain.complaints import ComplaintState, ComplaintStep, acknowledge_by, follow, is_late

SENT, ACKNOWLEDGED, ANSWERED = ComplaintState


def test_somebody_says_within_30_days_that_they_read_it():
    assert acknowledge_by(date(2026, 1, 31)) == date(2026, 3, 2)
    last = date(2026, 6, 3)
    assert not is_late(SENT, acknowledge_on=last, today=last)
    assert is_late(SENT, acknowledge_on=last, today=date(2026, 6, 4))
    assert not is_late(ACKNOWLEDGED, acknowledge_on=last, today=date(2026, 7, 4))


def test_an_answer_also_says_that_it_was_read_and_nothing_takes_it_back():
    assert follow(SENT, ComplaintStep.ACKNOWLEDGED) is ACKNOWLEDGED
    assert follow(SENT, ComplaintStep.ANSWERED) is ANSWERED
    assert follow(ANSWERED, ComplaintStep.ACKNOWLEDGED) is ANSWERED
    assert follow(ANSWERED, ComplaintStep.ANSWERED) is ANSWERED
    assert [state.is_open for state in ComplaintState] == [True, True, False]
