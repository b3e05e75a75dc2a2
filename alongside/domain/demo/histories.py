"""Eighteen months of meetings of one made-up person: when, whether they came, how it went between the two."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.domain.demo import words
from alongside.domain.demo.answers import Manner, answer, look_closer, make_manner
from alongside.domain.demo.promises import DemoPromise, make_promises
from alongside.domain.reflections import NOTHING, Answers
from alongside.domain.sessions import Statements

LONDON = ZoneInfo("Europe/London")
MONTHS_BACK = 18
LEAST_BEFORE_STRAIN = 6
SHARE_WITH_STRAIN = 0.4
SHARE_STRAIN_AT_THE_END = 0.1  # of those with a strain: it is still open today
SHARE_ASKED = 0.85
AUDIENCES = (["worker"] * 17) + ["supervisor", "supervisor", "totals"]


@dataclass(frozen=True, slots=True)
class DemoCheckIn:
    """What was answered and for whom. `audience` is empty when the offer was not taken up.

    Nine answers are a closer look, four a check-in. `words` were written for whoever reads the answers, `back` is what was
    done with them. Both are often nothing.
    """

    audience: str
    answers: list[int | None]
    felt_off: bool
    language: str
    words: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class DemoSession:
    """One meeting. `stretch` is the position of the relationship it belongs to."""

    id: UUID
    at: datetime
    stretch: int
    attendance: str
    absence: str = ""
    note: Statements = ()
    agenda: tuple[str, ...] = ()
    check_in: DemoCheckIn | None = None
    rating: tuple[int, int] | None = None
    reflection: Answers = NOTHING


@dataclass(frozen=True, slots=True)
class DemoStretch:
    """One relationship with one practitioner, by position, from a day to a day or still going on."""

    practitioner: int
    starts_on: date
    ends_on: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DemoStrain:
    """A strain the generator put there: the meetings it lasts, by position, its depth in points, and how it ends."""

    first: int
    last: int
    depth: float
    ending: str


@dataclass(frozen=True, slots=True)
class DemoPowerEvent:
    """A use of authority."""

    kind: str
    on: date
    line: str


@dataclass(slots=True)
class DemoHistory:
    """Everything that happened."""

    stretches: list[DemoStretch]
    sessions: list[DemoSession] = field(default_factory=list)
    strain: DemoStrain | None = None
    power_events: list[DemoPowerEvent] = field(default_factory=list)
    promises: list[DemoPromise] = field(default_factory=list)


def make_history(random: Random, *, practitioner: int, others: list[int], today: date, started_on: date) -> DemoHistory:
    """Return the history of one person with this practitioner, before whom there may have been one of the others."""
    days = _meeting_days(random, started_on, today)
    stretches = _make_stretches(random, days, practitioner, others)
    strain = _make_strain(random, days, stretches, today)
    history = DemoHistory(stretches, strain=strain)
    manner, language = make_manner(random), "cy" if random.random() < 0.05 else "en-gb"
    for position, day in enumerate(days):
        history.sessions.append(_make_session(random, position, day, history, manner, language, today))
    history.power_events = _make_power_events(random, days, strain, today)
    held = [(i, s.at.date()) for i, s in enumerate(history.sessions) if s.attendance == "attended"]
    # A source of its own, so that promises change nothing else about a made-up person.
    history.promises = make_promises(Random(f"{history.sessions[0].id} promises"), held, today)  # noqa: S311  repeatable on purpose
    return history


def uuid_from(random: Random) -> UUID:
    """Return an id that is the same each time the generator runs."""
    return UUID(int=random.getrandbits(128), version=4)


def _meeting_days(random: Random, started_on: date, today: date) -> list[date]:
    every = random.choice([7, 14, 14, 14, 21])
    days, day = [], started_on + timedelta(days=random.randint(1, 6))
    while day <= today + timedelta(days=every):
        days.append(_weekday(day))
        day += timedelta(days=every + random.choice([-1, 0, 0, 0, 1]))
    return days


def _weekday(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _make_stretches(random: Random, days: list[date], practitioner: int, others: list[int]) -> list[DemoStretch]:
    starts_on = days[0] - timedelta(days=7)
    if len(days) < 16 or random.random() > 0.3:
        return [DemoStretch(practitioner, starts_on, None)]
    changed_on = days[random.randint(7, len(days) - 8)] - timedelta(days=1)
    before = DemoStretch(
        random.choice(others), starts_on, changed_on - timedelta(days=1), random.choice(words.LEFT_BECAUSE)
    )
    return [before, DemoStretch(practitioner, changed_on, None)]


def _make_strain(random: Random, days: list[date], stretches: list[DemoStretch], today: date) -> DemoStrain | None:
    begins = next(i for i, day in enumerate(days) if day >= stretches[-1].starts_on)
    held = sum(day < today for day in days)
    earliest = begins + LEAST_BEFORE_STRAIN + 1
    if held <= earliest or random.random() > SHARE_WITH_STRAIN:
        return None
    depth = random.uniform(3.0, 4.5)
    if random.random() < SHARE_STRAIN_AT_THE_END:
        return DemoStrain(held - random.choice([1, 1, 2]), held - 1, depth, "open")
    first = random.randint(earliest - 1, held - 1)
    ending = random.choice(["repaired", "repaired", "repaired", "partly", "open"])
    return DemoStrain(first, min(held - 1, first + random.randint(0, 2)), depth, ending)


def _make_session(
    random: Random, position: int, day: date, history: DemoHistory, manner: Manner, language: str, today: date
) -> DemoSession:
    stretch = max(i for i, s in enumerate(history.stretches) if day >= s.starts_on)
    at = datetime.combine(day, time(random.randint(9, 15), random.choice([0, 15, 30, 45])), LONDON)
    session_id, agenda = uuid_from(random), tuple(random.choice(words.AGENDA))
    strain = history.strain
    is_strained = strain is not None and strain.first <= position <= strain.last
    if day >= today:
        return DemoSession(session_id, at, stretch, "planned", agenda=agenda)
    if random.random() < 0.11 and not is_strained:
        return DemoSession(session_id, at, stretch, "missed", absence=random.choice(words.ABSENT))
    check_in = _make_check_in(random, manner, language, strain.depth if strain and is_strained else 0.0)
    if check_in and check_in.audience:
        # A sequence of its own, so that everything else stays what it was.
        check_in = add_words(
            check_in,
            Random(session_id.int),  # noqa: S311  repeatable on purpose
            is_strained=is_strained,
            may_look_closer=position % 4 == 3,
        )
    return DemoSession(
        session_id, at, stretch, "attended", note=_choose_note(session_id), agenda=agenda, check_in=check_in,
        rating=_make_rating(random), reflection=_choose_reflection(session_id),
    )  # fmt: skip


def _choose_note(session_id: UUID) -> Statements:
    """No draw of its own, so that a note more or fewer leaves all other made-up people as they are."""
    return words.NOTES[session_id.int % len(words.NOTES)]


def _choose_reflection(session_id: UUID) -> Answers:
    """About one meeting in four has one."""
    return words.REFLECTIONS[session_id.int // 4 % len(words.REFLECTIONS)] if session_id.int % 4 == 0 else NOTHING


def _make_check_in(random: Random, manner: Manner, language: str, drop: float) -> DemoCheckIn | None:
    if not drop and random.random() > SHARE_ASKED:
        return None
    if not drop and random.random() < 0.06:
        return DemoCheckIn("", [], False, language)
    audience = "worker" if drop else random.choice(AUDIENCES)
    off = bool(drop) and random.random() < 0.3
    return DemoCheckIn(audience, answer(manner, random, drop=drop), off, language)


def _make_rating(random: Random) -> tuple[int, int] | None:
    if random.random() > 0.5:
        return None
    own = min(10, max(0, round(random.gauss(7.5, 1.2))))
    return own, min(10, max(0, own + random.choice([-1, 0, 0, 1])))


def _make_power_events(
    random: Random, days: list[date], strain: DemoStrain | None, today: date
) -> list[DemoPowerEvent]:
    held = [day for day in days if day < today]
    chosen = random.sample(held, min(len(held), random.choice([0, 0, 1, 1, 2])))
    if strain and random.random() < 0.6:
        chosen.append(days[strain.first] - timedelta(days=random.randint(2, 6)))
    kinds = ["warning"] * 4 + ["court_report"] * 3 + ["drug_test"] * 3 + ["disclosure", "breach", "recall", "other"]
    events = []
    for day in sorted(chosen):
        kind = random.choice(kinds)
        events.append(DemoPowerEvent(kind, day, random.choice(words.NAMED_EVENTS[kind])))
    return events


def add_words(check_in: DemoCheckIn, random: Random, *, is_strained: bool, may_look_closer: bool) -> DemoCheckIn:
    """Return the check-in with what was written beside it, what was done with that, and sometimes nine answers."""
    said = back = ""
    if check_in.audience != "totals" and random.random() < (0.6 if is_strained else 0.2):
        said, done = random.choice(words.WRITTEN_SHARP if is_strained else words.WRITTEN)
        back = done if random.random() < 0.5 else ""
    answers = [*check_in.answers]
    if may_look_closer and random.random() < 0.5:
        answers += look_closer(answers, random)
    return replace(check_in, answers=answers, words=said, back=back)
