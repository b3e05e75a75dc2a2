"""How long a record is kept: worked examples, then a service that lives for twelve years, day by day (G30)."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.retention import (
    CaseType,
    CountedFrom,
    Facts,
    Hindrance,
    Hold,
    HoldGround,
    NoPeriod,
    SamePerson,
    ScheduleVersion,
    Verdict,
    check_second_person,
    due,
    find_due_day,
    judge_retention,
)
from alongside.domain.retention.due import SupervisionDates
from alongside.domain.retention.schedule import last_day_kept

ONE_DAY = timedelta(days=1)
LONG_AGO = date(2000, 1, 1)
Judge = Callable[..., Verdict]


def schedule(months, case_type=CaseType.ORDER, counted_from=CountedFrom.END, number=1, starts_on=LONG_AGO):
    return ScheduleVersion(case_type, number, starts_on, counted_from, months)


def ended(on, case_type=CaseType.ORDER, **more):
    return Facts((SupervisionDates(case_type, on),), more.pop("last_worked_on", on), **more)


@pytest.mark.parametrize(
    ("event", "months", "last"),
    [
        (date(2026, 5, 4), 12, date(2027, 5, 4)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_a_period_ends_with_the_day_of_the_same_number_or_the_last_of_the_month(event, months, last):
    assert last_day_kept(event, months) == last


def test_the_last_day_is_still_kept_and_the_next_is_due():
    facts = ended(date(2026, 5, 4))
    assert judge_retention(facts, [schedule(72)], (), today=date(2032, 5, 4)).hindrances == {Hindrance.NOT_YET}
    verdict = judge_retention(facts, [schedule(72)], (), today=date(2032, 5, 5))
    assert verdict.is_due
    assert verdict.due_on == date(2032, 5, 5)
    assert verdict.version == schedule(72)


def test_without_a_decision_nothing_is_ever_due():
    verdict = judge_retention(ended(LONG_AGO), [schedule(12, CaseType.LICENCE)], (), today=date(2199, 1, 1))
    assert not verdict.is_due
    assert verdict.hindrances == {Hindrance.NO_SCHEDULE}
    assert verdict.due_on is None


def test_of_several_supervisions_the_longest_period_counts():
    facts = Facts(
        (SupervisionDates(CaseType.ORDER, date(2026, 1, 1)), SupervisionDates(CaseType.LICENCE, date(2025, 1, 1))),
        date(2026, 1, 1),
    )
    versions = [schedule(12), schedule(60, CaseType.LICENCE)]
    assert judge_retention(facts, versions, (), today=date(2030, 1, 1)).hindrances == {Hindrance.NOT_YET}
    verdict = judge_retention(facts, versions, (), today=date(2030, 1, 2))
    assert verdict.is_due
    assert verdict.version == versions[1]


def test_one_supervision_without_a_decision_keeps_the_whole_record():
    facts = Facts(tuple(SupervisionDates(kind, LONG_AGO) for kind in (CaseType.ORDER, CaseType.LICENCE)), LONG_AGO)
    assert not judge_retention(facts, [schedule(1)], (), today=date(2090, 1, 1)).is_due


def test_a_supervision_that_begins_again_keeps_the_record():
    facts = Facts((SupervisionDates(CaseType.ORDER, LONG_AGO), SupervisionDates(CaseType.ORDER, None)), LONG_AGO)
    verdict = judge_retention(facts, [schedule(1)], (), today=date(2026, 1, 1))
    assert verdict.hindrances == {Hindrance.UNDER_SUPERVISION}


def test_somebody_who_still_works_with_them_keeps_the_record():
    verdict = judge_retention(ended(LONG_AGO, last_worked_on=None), [schedule(1)], (), today=date(2026, 1, 1))
    assert verdict.hindrances == {Hindrance.WORKED_WITH}


def test_counted_from_birth_nothing_is_due_before_the_supervision_ends():
    facts, versions = (
        ended(date(2030, 5, 1), born_on=date(2000, 2, 29)),
        [schedule(300, counted_from=CountedFrom.BIRTH)],
    )
    assert judge_retention(facts, versions, (), today=date(2030, 5, 2)).due_on == date(2030, 5, 2)
    younger = replace(facts, born_on=date(2012, 2, 29))
    assert judge_retention(younger, versions, (), today=date(2031, 1, 1)).due_on == date(2037, 3, 1)


def test_what_is_counted_from_an_unknown_birth_or_death_is_not_due():
    for counted_from, hindrance in ((CountedFrom.BIRTH, Hindrance.NO_BIRTH), (CountedFrom.DEATH, Hindrance.NO_DEATH)):
        versions = [schedule(1, counted_from=counted_from)]
        assert judge_retention(ended(LONG_AGO), versions, (), today=date(2099, 1, 1)).hindrances == {hindrance}


def test_whoever_died_is_under_no_supervision_any_more():
    facts = Facts((SupervisionDates(CaseType.LICENCE, None),), LONG_AGO, died_on=date(2020, 3, 4))
    versions = [schedule(12, CaseType.LICENCE, CountedFrom.DEATH)]
    assert judge_retention(facts, versions, (), today=date(2021, 3, 4)).hindrances == {Hindrance.NOT_YET}
    assert judge_retention(facts, versions, (), today=date(2021, 3, 5)).is_due


def test_somebody_who_was_never_supervised_is_kept_by_the_schedule_of_those():
    facts = Facts((), LONG_AGO)
    assert not judge_retention(facts, [schedule(1)], (), today=date(2026, 1, 1)).is_due
    assert judge_retention(facts, [schedule(1, CaseType.NONE)], (), today=date(2026, 1, 1)).is_due


def test_a_hold_placed_the_day_before_beats_the_day_and_ends_on_the_day_it_is_lifted():
    due_on = date(2001, 1, 2)
    hold = Hold(HoldGround.LITIGATION, due_on - ONE_DAY, due_on + 5 * ONE_DAY)
    judged = [
        judge_retention(ended(LONG_AGO), [schedule(12)], [hold], today=due_on + n * ONE_DAY).is_due for n in range(7)
    ]
    assert judged == [False] * 5 + [True] * 2
    assert Hindrance.HELD in judge_retention(ended(LONG_AGO), [schedule(12)], [hold], today=due_on).hindrances


def test_a_later_version_is_asked_from_its_first_day_for_records_of_any_age():
    facts = ended(date(2020, 1, 1))
    versions = [schedule(120), schedule(12, number=2, starts_on=date(2026, 6, 1))]
    assert not judge_retention(facts, versions, (), today=date(2026, 5, 31)).is_due
    assert judge_retention(facts, versions, (), today=date(2026, 6, 1)).is_due
    assert find_due_day(facts, versions, today=date(2026, 5, 4)) == date(2026, 6, 1)


def test_the_day_it_will_be_due_is_known_while_a_supervision_with_a_last_day_runs():
    assert find_due_day(ended(date(2026, 9, 30)), [schedule(12)], today=date(2026, 5, 4)) == date(2027, 10, 1)
    assert find_due_day(ended(None), [schedule(12)], today=date(2026, 5, 4)) is None
    assert find_due_day(ended(date(2026, 9, 30)), [], today=date(2026, 5, 4)) is None


@given(
    end=st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    months=st.lists(st.integers(1, 80), min_size=1, max_size=3),
    begins=st.integers(0, 900),
    today=st.dates(date(2024, 1, 1), date(2027, 1, 1)),
)
def test_the_day_that_is_foretold_is_the_first_on_which_it_is_due(end, months, begins, today):
    versions = [
        schedule(m, number=n, starts_on=today + timedelta(days=begins * (n - 1)) if n > 1 else LONG_AGO)
        for n, m in enumerate(months, 1)
    ]
    foretold = find_due_day(ended(end), versions, today=today)
    day = today
    while not judge_retention(ended(end), versions, (), today=day).is_due:
        day += ONE_DAY
    assert foretold == day


def test_a_schedule_keeps_something_for_a_month_at_least():
    with pytest.raises(NoPeriod):
        schedule(0)


def test_whoever_proposed_does_not_confirm():
    first, second = uuid4(), uuid4()
    check_second_person(proposed_by=first, confirmed_by=second)
    with pytest.raises(SamePerson):
        check_second_person(proposed_by=first, confirmed_by=first)


# --- G30: twelve years, day by day ---

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(2026, 5, 4), date(2038, 5, 4)


@dataclass
class Life:
    """One made-up person of the twelve years. What happens to them is known beforehand, and told day by day."""

    born_on: date | None
    supervisions: list[tuple[date, CaseType, date | None, date]]  # known from, kind, last day, last day known from
    holds: list[tuple[date, date | None]]
    died_on: date | None = None
    work_ends: date = LONG_AGO

    def facts_on(self, day: date) -> Facts:
        seen = [s for s in self.supervisions if s[0] <= day]
        dates = tuple(SupervisionDates(kind, ends if day >= known else None) for _, kind, ends, known in seen)
        died = self.died_on if self.died_on and self.died_on <= day else None
        return Facts(dates, self.work_ends, self.born_on, died)

    def holds_on(self, day: date) -> list[Hold]:
        return [
            Hold(HoldGround.INQUIRY, placed, lifted if lifted and lifted <= day else None)
            for placed, lifted in self.holds
            if placed <= day
        ]


@dataclass
class Tally:
    """What came of the twelve years."""

    days: int = 0
    early: int = 0
    late: int = 0
    erased: int = 0
    held_back: int = 0
    wrong: list[str] = field(default_factory=list)


def is_kept(event: date, months: int, day: date) -> bool:
    """Say the rule once more, without any calendar: months are counted as numbers, and days as they are written."""
    return (day.year * 12 + day.month, day.day) <= (event.year * 12 + event.month + months, event.day)


def should_be_gone(facts: Facts, versions: list[ScheduleVersion], holds: list[Hold], day: date) -> bool:
    """Say what ought to be, by another way than the product: each reason to keep a record is a reason to stop."""
    if any(h.placed_on <= day and (h.lifted_on is None or h.lifted_on > day) for h in holds):
        return False
    if facts.last_worked_on is None or facts.last_worked_on >= day:
        return False
    for s in facts.supervisions or (SupervisionDates(CaseType.NONE, facts.last_worked_on),):
        end = s.ends_on
        if facts.died_on and (end is None or end > facts.died_on):
            end = facts.died_on
        if end is None or end >= day:
            return False
        mine = [v for v in versions if v.case_type == s.case_type and v.starts_on <= day]
        if not mine:
            return False
        rule = sorted(mine, key=lambda v: v.number)[-1]
        event = {"end": end, "birth": facts.born_on, "death": facts.died_on}[rule.counted_from]
        if event is None or is_kept(event, rule.months, day):
            return False
    return True


def days() -> Iterator[date]:
    """Yield every day as the worker meets it: the London day of a moment, twice on the nights the clocks change."""
    moment, last = datetime(2026, 5, 3, 23, 30, tzinfo=UTC), None
    while (day := moment.astimezone(LONDON).date()) <= LAST:
        if day != last:
            yield day
        last, moment = day, moment + timedelta(hours=12)


def make_lives(count: int, chance: random.Random) -> list[Life]:
    return [_life(chance) for _ in range(count)]


def _life(chance: random.Random) -> Life:
    born = date(chance.choice([1980, 1996, 2004, 2008, 2012]), 2, 29) if chance.random() < 0.2 else None
    born = born or (date(1975, 1, 1) + timedelta(days=chance.randrange(12_000)) if chance.random() < 0.9 else None)
    supervisions = []
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
        begins = FIRST + timedelta(days=chance.randrange(-2_000, 3_000))
        ends = chance.choice([begins + timedelta(days=chance.randrange(30, 900)), date(2028, 2, 29), date(2031, 8, 31)])
        if ends < begins:
            ends = begins
        known = begins if chance.random() < 0.6 else ends
        kind = chance.choice([CaseType.ORDER, CaseType.LICENCE, CaseType.AGREEMENT])
        supervisions.append((begins, kind, ends if chance.random() < 0.95 else None, known))
    work = max([s[2] for s in supervisions if s[2]], default=FIRST + timedelta(days=chance.randrange(900)))
    life = Life(born, supervisions, [], work_ends=work)
    if chance.random() < 0.1:
        life.died_on = FIRST + timedelta(days=chance.randrange(3_000))
    if chance.random() < 0.5:
        life.holds = list(_holds(life, chance))
    return life


def _holds(life: Life, chance: random.Random) -> Iterator[tuple[date, date | None]]:
    """Yield holds, one of them placed the day before a period of six years or twelve months ends."""
    for months in chance.sample([12, 24, 72, 74], 2):
        placed = last_day_kept(life.work_ends, months) - chance.randrange(3) * ONE_DAY
        yield placed, placed + timedelta(days=chance.randrange(1, 700)) if chance.random() < 0.9 else None


def make_versions() -> list[ScheduleVersion]:
    """Return what the service decides over the years. Licences have no decision at first, and orders two later ones."""
    return [
        schedule(72, CaseType.ORDER, starts_on=FIRST),
        schedule(24, CaseType.ORDER, number=2, starts_on=date(2030, 2, 28)),
        schedule(74, CaseType.ORDER, number=3, starts_on=date(2033, 10, 30)),
        schedule(12, CaseType.LICENCE, starts_on=date(2029, 3, 25)),
        schedule(300, CaseType.AGREEMENT, CountedFrom.BIRTH, starts_on=FIRST),
        schedule(18, CaseType.AGREEMENT, number=2, starts_on=date(2032, 2, 29)),
        schedule(24, CaseType.LICENCE, CountedFrom.DEATH, number=2, starts_on=date(2035, 1, 1)),
        schedule(6, CaseType.NONE, starts_on=date(2027, 1, 1)),
    ]


def live_twelve_years(lives: list[Life], judge: Judge) -> Tally:
    """Erase each record on the first day that the product calls it due, and compare with what ought to be."""
    tally, versions, left = Tally(), make_versions(), list(lives)
    for day in days():
        known = [v for v in versions if v.starts_on <= day + timedelta(days=30)]  # a version is written a month before
        staying = []
        for life in left:
            facts, holds = life.facts_on(day), life.holds_on(day)
            erased, wanted = judge(facts, known, holds, today=day).is_due, should_be_gone(facts, known, holds, day)
            tally.early += erased and not wanted
            tally.late += wanted and not erased
            tally.erased += erased
            tally.held_back += not erased and should_be_gone(facts, known, [], day)
            if not erased:
                staying.append(life)
        left = staying
        tally.days += 1
    return tally


def check_twelve_years(count: int) -> Tally:
    tally = live_twelve_years(make_lives(count, random.Random(30)), judge_retention)  # noqa: S311 a made-up service
    assert (tally.early, tally.late) == (0, 0)
    assert tally.days == (LAST - FIRST).days + 1
    assert tally.erased > count / 3, "else the years had nothing in them"
    assert tally.held_back > count, "else no hold held anything"
    return tally


def test_twelve_years_bring_nothing_early_and_nothing_late():
    check_twelve_years(50)


@pytest.mark.nightly
def test_twelve_years_of_two_thousand_people_bring_nothing_early_and_nothing_late():
    check_twelve_years(2_000)


def _a_hold_is_ignored(facts, versions, holds, *, today):
    return judge_retention(facts, versions, [], today=today)


def _a_day_early(facts, versions, holds, *, today):
    return judge_retention(facts, versions, holds, today=today + ONE_DAY)


def _a_day_late(facts, versions, holds, *, today):
    return judge_retention(facts, versions, holds, today=today - ONE_DAY)


def _the_first_version_stays(facts, versions, holds, *, today):
    return judge_retention(facts, [v for v in versions if v.number == 1], holds, today=today)


def _the_first_supervision_counts(facts, versions, holds, *, today):
    return judge_retention(replace(facts, supervisions=facts.supervisions[:1]), versions, holds, today=today)


@pytest.mark.parametrize(
    ("broken", "early", "late"),
    [
        (_a_hold_is_ignored, True, False),
        (_a_day_early, True, False),
        (_a_day_late, False, True),
        (_the_first_version_stays, True, True),
        (_the_first_supervision_counts, True, False),
    ],
)
def test_a_broken_rule_is_noticed_in_the_twelve_years(broken, early, late):
    tally = live_twelve_years(make_lives(30, random.Random(30)), broken)  # noqa: S311  no secret
    assert bool(tally.early) >= early
    assert bool(tally.late) >= late
    assert tally.early + tally.late > 0


def test_a_leap_day_that_ends_a_month_too_soon_is_noticed(monkeypatch):
    def to_the_first_of_march(event, months):
        kept = last_day_kept(event, months)
        return kept if kept.day == event.day else kept + ONE_DAY

    monkeypatch.setattr("alongside.domain.retention.schedule.last_day_kept", to_the_first_of_march)
    assert live_twelve_years(make_lives(60, random.Random(31)), due.judge_retention).late  # noqa: S311  no secret
