"""When a conversation is to be offered after a use of authority."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.power_events import OFFER_WITHIN, Outcome, Standing, judge_conversation

DAY = date(2026, 5, 4)
later = st.integers(0, 400).map(lambda n: DAY + timedelta(days=n))


def judge(*, on=DAY, recall=False, contact=None, outcome=None, again=None):
    return judge_conversation(
        happened_on=DAY, ends_contact=recall, contact_possible_from=contact, outcome=outcome, again_on=again, on=on
    )


def test_it_is_to_be_offered_within_fourteen_days():
    found = judge()
    assert (found.standing, found.due_on) == (Standing.TO_OFFER, date(2026, 5, 18))
    assert not judge(on=date(2026, 5, 18)).is_past(date(2026, 5, 18))
    assert judge(on=date(2026, 5, 19)).is_past(date(2026, 5, 19))


def test_after_a_recall_the_days_count_from_when_contact_is_possible():
    assert judge(recall=True).standing is Standing.NO_CONTACT
    back = date(2026, 7, 1)
    assert judge(recall=True, contact=back, on=date(2026, 6, 30)).standing is Standing.NOT_YET
    found = judge(recall=True, contact=back, on=back)
    assert (found.standing, found.due_on) == (Standing.TO_OFFER, date(2026, 7, 15))


def test_not_now_waits_for_its_day_and_is_due_on_it():
    again = date(2026, 6, 1)
    assert judge(outcome=Outcome.NOT_NOW, again=again, on=date(2026, 5, 31)).standing is Standing.NOT_YET
    found = judge(outcome=Outcome.NOT_NOW, again=again, on=again)
    assert (found.standing, found.due_on) == (Standing.TO_OFFER, again)


def test_done_and_not_wanted_are_the_end_of_it():
    for outcome in (Outcome.DONE, Outcome.NOT_WANTED):
        assert judge(outcome=outcome, on=DAY + timedelta(days=300)).standing is Standing.SETTLED
        assert judge(outcome=outcome, recall=True).standing is Standing.SETTLED


@given(later, later, st.booleans())
def test_nothing_is_due_before_contact_is_possible(contact, on, recall):
    found = judge(contact=contact, on=on, recall=recall)
    assert (found.standing is Standing.TO_OFFER) == (on >= contact)
    assert found.due_on == contact + OFFER_WITHIN
