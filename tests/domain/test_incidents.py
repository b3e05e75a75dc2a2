"""The 72 hours are hours, what may follow what, and where an incident stands after each step."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.incidents import (
    AlreadyTold,
    BeforeAware,
    Facts,
    Harm,
    Ico,
    IncidentClosed,
    InTheFuture,
    Law,
    NeedsDelay,
    NeedsWords,
    NothingSaid,
    NotSettled,
    NotTold,
    People,
    Risk,
    RiskSpeaksAgainst,
    Standing,
    Step,
    Taken,
    WrongOrder,
    check_facts,
    check_step,
    count_hours_left,
    find_due,
    find_ico_due,
    find_standing,
    is_told_late,
    list_unsettled,
    say_hours,
)

LONDON = ZoneInfo("Europe/London")
AWARE = datetime(2026, 5, 1, 16, 40, tzinfo=UTC)  # a Friday before a bank holiday
LATER = AWARE + timedelta(days=9)
FACTS = Facts(
    "A letter to the wrong flat", "A letter went next door.", frozenset({Harm.CONFIDENTIALITY}), Law.GENERAL,
    AWARE - timedelta(hours=5), AWARE, "The neighbour rang", "A name and an appointment",
)  # fmt: skip
RISK, NO_RISK, HIGH = (Taken(Step.RISK, "Because", risk=risk) for risk in (Risk.SOME, Risk.NONE, Risk.HIGH))
TOLD = Taken(Step.ICO_TOLD, "On their page", told_at=AWARE + timedelta(hours=3))
NOT_TOLD = Taken(Step.ICO_NOT, "The letter came back unopened")


# The clock


def test_a_friday_afternoon_before_a_bank_holiday_is_due_on_the_monday_at_the_same_time():
    assert find_ico_due(AWARE) == datetime(2026, 5, 4, 16, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        # The clocks go forward on 29 March 2026: an hour of the night is missing, so the clock face shows an hour more.
        (datetime(2026, 3, 27, 15, 0, tzinfo=LONDON), datetime(2026, 3, 30, 16, 0, tzinfo=LONDON)),
        # They go back on 25 October 2026: an hour comes twice, so it shows an hour less.
        (datetime(2026, 10, 23, 15, 0, tzinfo=LONDON), datetime(2026, 10, 26, 14, 0, tzinfo=LONDON)),
        # In the hour that comes twice, which of the two it was is said by fold.
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), datetime(2026, 10, 28, 0, 30, tzinfo=LONDON)),
        (datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON), datetime(2026, 10, 28, 1, 30, tzinfo=LONDON)),
    ],
)
def test_the_night_the_clocks_change_stops_nothing(aware, due):
    assert find_ico_due(aware) == due.astimezone(UTC)


def test_the_last_moment_is_in_time_and_the_next_is_late():
    due = find_ico_due(AWARE)
    assert not is_told_late(aware_at=AWARE, told_at=due)
    assert is_told_late(aware_at=AWARE, told_at=due + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(), "72 hours left"),
        (timedelta(minutes=1), "71 hours left"),
        (timedelta(hours=70, minutes=59), "1 hour left"),
        (timedelta(hours=71, minutes=1), "less than an hour left"),
        (timedelta(hours=72), "less than an hour left"),
        (timedelta(hours=72, minutes=1), "less than an hour late"),
        (timedelta(hours=73), "1 hour late"),
        (timedelta(hours=75, minutes=5), "3 hours late"),
    ],
)
def test_hours_left_are_never_rounded_up(after, words):
    assert say_hours(count_hours_left(aware_at=AWARE, now=AWARE + after)) == words


@given(st.integers(0, 600_000), st.integers(0, 80))
def test_in_london_and_in_utc_as_much_is_left(minutes, hours):
    aware = AWARE + timedelta(minutes=minutes)
    now = aware + timedelta(hours=hours)
    in_london = count_hours_left(aware_at=aware.astimezone(LONDON), now=now.astimezone(LONDON))
    assert in_london == count_hours_left(aware_at=aware, now=now)
    assert in_london.hours == abs(72 - hours)


# What is known


def test_words_are_kept_without_spaces_around_them():
    assert check_facts(replace(FACTS, what="  A letter. "), now=AWARE).what == "A letter."


@pytest.mark.parametrize("field", ["title", "what", "how_aware", "data"])
def test_what_must_be_said_is_named(field):
    with pytest.raises(NothingSaid, match=field):
        check_facts(replace(FACTS, **{field: " "}), now=AWARE)


def test_something_was_broken_or_it_is_no_incident():
    with pytest.raises(NothingSaid, match="harms"):
        check_facts(replace(FACTS, harms=frozenset()), now=AWARE)


@pytest.mark.parametrize(
    ("changed", "wrong", "field"),
    [
        ({"aware_at": AWARE + timedelta(seconds=1)}, InTheFuture, "aware_at"),
        ({"since": AWARE + timedelta(hours=1)}, InTheFuture, "since"),
        ({"until": AWARE + timedelta(hours=1)}, InTheFuture, "until"),
        ({"until": AWARE - timedelta(hours=6)}, WrongOrder, "until"),
        ({"aware_at": AWARE - timedelta(hours=6)}, WrongOrder, "aware_at"),
    ],
)
def test_nothing_ends_before_it_begins_or_is_known_before_it_happens(changed, wrong, field):
    with pytest.raises(wrong, match=field):
        check_facts(replace(FACTS, **changed), now=AWARE)


# What is done


def check(taken, *before, now=LATER):
    check_step(find_standing(before), taken, aware_at=AWARE, now=now, today=date(2026, 5, 10))


def test_told_within_the_72_hours_needs_no_reasons_and_after_them_it_does():
    due = find_ico_due(AWARE)
    check(replace(TOLD, told_at=due))
    with pytest.raises(NeedsDelay):
        check(replace(TOLD, told_at=due + timedelta(minutes=1)))
    check(replace(TOLD, told_at=due + timedelta(minutes=1), delay="The server was down"))


def test_nobody_tells_before_they_know_or_tomorrow():
    with pytest.raises(BeforeAware):
        check(replace(TOLD, told_at=AWARE - timedelta(minutes=1)))
    with pytest.raises(InTheFuture, match="told_at"):
        check(replace(TOLD, told_at=LATER + timedelta(minutes=1)))
    with pytest.raises(InTheFuture, match="on"):
        check(Taken(Step.PEOPLE_TOLD, "By letter", on=date(2026, 5, 11)))


@pytest.mark.parametrize("before", [(), (RISK,), (HIGH,)])
def test_only_what_is_unlikely_to_be_a_risk_need_not_be_told(before):
    with pytest.raises(RiskSpeaksAgainst):
        check(NOT_TOLD, *before)


def test_a_risk_that_is_seen_later_starts_the_clock_again():
    steps = (NO_RISK, NOT_TOLD)
    assert find_standing(steps).ico is Ico.NOT_NEEDED
    assert find_standing((*steps, RISK)).ico is Ico.WAITS
    assert find_standing((*steps, NO_RISK)).ico is Ico.NOT_NEEDED


def test_what_was_told_stays_told_whatever_the_risk_is():
    assert find_standing((RISK, TOLD, NO_RISK, HIGH)).ico is Ico.TOLD


def test_it_may_be_told_in_stages_and_only_once_for_the_first_time():
    more = Taken(Step.ICO_MORE, "The rest")
    with pytest.raises(NotTold):
        check(more)
    with pytest.raises(AlreadyTold):
        check(TOLD, TOLD)
    with pytest.raises(AlreadyTold):
        check(NOT_TOLD, NO_RISK, TOLD)
    first = replace(TOLD, is_whole=False)
    check(more, first)
    assert not find_standing([first]).is_whole
    assert find_standing([first, more]).is_whole


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.REOPENED])
def test_nothing_is_added_to_a_closed_incident(step):
    with pytest.raises(IncidentClosed):
        check(Taken(step, "More"), NO_RISK, NOT_TOLD, Taken(Step.CLOSED, "Check the flat"))


def test_only_a_closed_incident_is_opened_again():
    closed = (NO_RISK, NOT_TOLD, Taken(Step.CLOSED, "Check the flat"))
    check(Taken(Step.REOPENED, "A second letter"), *closed)
    with pytest.raises(IncidentClosed):
        check(Taken(Step.REOPENED, "A second letter"), NO_RISK)


@pytest.mark.parametrize("step", list(Step))
def test_no_step_is_without_words(step):
    before = (NO_RISK, NOT_TOLD, Taken(Step.CLOSED, "L")) if step is Step.REOPENED else ()
    with pytest.raises(NeedsWords):
        check(Taken(step, "  "), *before)


@pytest.mark.parametrize(
    ("steps", "how_many"),
    [
        ((), 2),
        ((NO_RISK,), 1),
        ((NO_RISK, NOT_TOLD), 0),
        ((RISK, TOLD), 0),
        ((RISK, replace(TOLD, is_whole=False)), 1),
        ((HIGH, TOLD), 1),
        ((HIGH, TOLD, Taken(Step.PEOPLE_NOT, "The files were encrypted")), 0),
        ((HIGH, TOLD, Taken(Step.PEOPLE_TOLD, "By letter")), 0),
    ],
)
def test_it_is_closed_when_everything_is_settled(steps, how_many):
    assert len(list_unsettled(find_standing(steps))) == how_many
    if how_many:
        with pytest.raises(NotSettled):
            check(Taken(Step.CLOSED, "Lessons"), *steps)
    else:
        check(Taken(Step.CLOSED, "Lessons"), *steps)


def test_a_risk_that_becomes_high_asks_again_about_the_people():
    decided = (RISK, TOLD, Taken(Step.PEOPLE_NOT, "A small risk"))
    assert find_standing((*decided, HIGH)).people is People.WAITS
    assert find_standing((HIGH, NO_RISK)).people is People.NOT_ASKED
    assert find_standing((HIGH, Taken(Step.PEOPLE_TOLD, "By phone"), NO_RISK, HIGH)).people is People.TOLD


def test_what_is_known_and_what_was_done_change_nothing_of_where_it_stands():
    for step in (Step.RECORDED, Step.KNOWN, Step.MEASURE, Step.OTHER_BODY):
        assert find_standing([Taken(step, "x")]) == Standing()


@pytest.mark.parametrize(
    ("standing", "due"),
    [
        (Standing(), Step.RISK),
        (Standing(risk=Risk.SOME), Step.ICO_TOLD),
        (Standing(risk=Risk.NONE), Step.ICO_NOT),
        (Standing(risk=Risk.HIGH, ico=Ico.TOLD, people=People.WAITS), Step.PEOPLE_TOLD),
        (Standing(risk=Risk.SOME, ico=Ico.TOLD, is_whole=False), Step.ICO_MORE),
        (Standing(risk=Risk.NONE, ico=Ico.NOT_NEEDED), Step.CLOSED),
    ],
)
def test_what_is_due_is_what_the_clock_waits_for(standing, due):
    assert find_due(standing) is due
