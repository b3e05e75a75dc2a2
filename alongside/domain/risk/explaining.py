"""A figure in plain words, for the person it is about: how many of 100 people, what counts, and what may be otherwise.

History is one block against a stated comparison, and answers of now are compared one by one: single terms mislead. No
sentence promises that a figure will fall. Sentences aim at a reading age of 9 to 11; a test holds that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.domain.risk.dates import round_half_up, whole_years
from alongside.domain.risk.figures import load_offences
from alongside.domain.risk.inputs import Answers
from alongside.domain.risk.results import NOT_OFFICIAL, Result, Variant
from alongside.domain.risk.what_ifs import (
    WhatIf,
    is_before_community,
    months_in_community,
    what_if_changes,
    what_if_first_time,
    what_if_time_passes,
)

OUTCOMES = {
    "arp": "a new offence",
    "vrp": "a new violent offence",
    "svrp": "a new violent offence that did great harm",
}
NO_INTERVAL = "We know of nothing published on how far this figure may be off. So we cannot say it either."
NOT_ABOUT_YOU = "It is about many people with the same answers. It cannot say which of them you are."
NOT_A_SUM = "These lines each change one answer. They do not add up, and they do not say what will happen to you."
LIMITS = (
    NO_INTERVAL,
    "We do not know who the figures were made from.",
    "We have not checked how well they fit men, women or each ethnic group. They may fit some less well.",
    "Only what was proved is counted. If a group is stopped and charged more, that counts against it.",
)
MONTHS_AHEAD = (12, 24, 36)
RECORD = ("sanction_count", "age_at_first_sanction")
TIME = ("community_start_date",)


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many people: of 100, or of 1,000 where it is under 1 in 100."""

    count: int
    out_of: int

    @property
    def words(self) -> str:
        if self.count == 0:
            return f"fewer than 1 of {self.out_of:,}"
        return f"about {self.count:,} of {self.out_of:,}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that counts. `reads` are the inputs it comes from, whoever finds it wrong puts those right.

    `other` is the figure of the people it is compared with, where there is a comparison.
    """

    topic: str
    sentence: str
    reads: tuple[str, ...]
    other: Figure | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with everything that is said about it."""

    predictor: str
    figure: Figure
    sentence: str
    cannot_change: tuple[Line, ...]
    changes_with_time: tuple[Line, ...]
    can_change: tuple[Line, ...]
    limits: tuple[str, ...] = LIMITS
    note: str = NOT_OFFICIAL

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return every line in the order in which they are read."""
        return self.cannot_change + self.changes_with_time + self.can_change

    def quote(self, line: Line) -> str:
        """Return a line as it is kept when somebody says that it is wrong: with what it is about, and in which figure."""
        return f"{line.topic}: {line.sentence} This is in the figure about {OUTCOMES[self.predictor]}."

    def all_sentences(self) -> Iterator[str]:
        """Yield every sentence in the order in which they are read."""
        yield from (self.sentence, NOT_ABOUT_YOU)
        yield from (line.sentence for line in self.lines)
        yield from self.limits


def figure_of(percent: float, *, out_of: int | None = None) -> Figure:
    """Return a percentage as a count of people; `out_of` keeps one that is compared on the scale of the other."""
    of = out_of or (100 if percent >= 1 else 1000)
    return Figure(min(int(round_half_up(percent * of / 100).to_integral_value("ROUND_HALF_UP")), of - 1), of)


def explain_figure(answers: Answers, result: Result) -> Explanation:
    """Return the explanation of an "arp", "vrp" or "svrp" result from the answers it was worked out from.

    Raises ValueError for a result without a score and LookupError for another predictor.
    """
    outcome = OUTCOMES[result.predictor]
    if result.score is None:
        raise ValueError(f"{result.predictor} has no score to explain")
    figure = figure_of(result.score)
    sentence = (
        f"Think of {figure.out_of:,} people with these answers. {_count(figure)} of them had {outcome} proved in the next "
        f"two years. The other {figure.out_of - max(figure.count, 1):,} or so did not."
    )
    return Explanation(
        predictor=result.predictor,
        figure=figure,
        sentence=sentence,
        cannot_change=tuple(_cannot_change(answers, result.predictor, figure)),
        changes_with_time=tuple(_with_time(answers, result.predictor, figure)),
        can_change=tuple(_can_change(answers, result, figure)),
    )


def _count(figure: Figure) -> str:
    return "Fewer than 1" if figure.count == 0 else f"About {figure.count:,}"


def _cannot_change(answers: Answers, predictor: str, figure: Figure) -> Iterator[Line]:
    yield _record(answers, predictor, figure)
    born, start = answers.day("date_of_birth"), answers.day("community_start_date") or answers.day("conviction_date")
    if born and start:
        age = f"Your age counts. You are {whole_years(born, start)} on the day your time outside starts."
        yield Line("Your age", age, ("date_of_birth",))
    sex = f"The rule is not the same for men and for women. It took the one for {_sex(answers)}."
    yield Line("Your sex", sex, ("sex",))
    offence = load_offences()[answers.word("offence_code") or ""]
    kind = f"The kind of offence counts. It is on the list as: {offence.group}."
    yield Line("What happened", kind, ("offence_code",))
    if predictor == "svrp" and answers.is_true("weapon_in_offence"):
        yield Line("A weapon", "There was a weapon in it. That counts, and it stays.", ("weapon_in_offence",))
    if predictor != "svrp" and answers.is_true("domestic_abuse_perpetrator"):
        harm = "There are signs of harm to a partner or family. That counts, and it stays."
        yield Line("Harm at home", harm, ("domestic_abuse_perpetrator",))


def _sex(answers: Answers) -> str:
    return "women" if answers.word("sex") == "female" else "men"


def _record(answers: Answers, predictor: str, figure: Figure) -> Line:
    """How often and over how long is one fact, beside people for whom this is the first time."""
    other = what_if_first_time(answers, predictor)
    count, first = answers.whole("sanction_count"), answers.whole("age_at_first_sanction")
    if other is None:
        return Line("Your record", "This is the first time on your record. That counts.", RECORD)
    compared = figure_of(other, out_of=figure.out_of)
    sentence = (
        f"There are {count} times on your record, from the age of {first}. People for whom this is the first time, "
        f"with all else the same: {compared.words}."
    )
    return Line("Your record", sentence, RECORD, compared)


def _with_time(answers: Answers, predictor: str, figure: Figure) -> Iterator[Line]:
    if is_before_community(answers):
        outside = "Time with no new offence will count. It starts when you are outside."
        yield Line("Time with no offence", outside, TIME)
        return
    ahead = what_if_time_passes(answers, predictor, MONTHS_AHEAD)
    if not ahead:
        had = f"You have had {months_in_community(answers)} months. The rule counts up to 36."
        yield Line("Time with no offence", had, TIME)
    for months, percent in ahead:
        other = figure_of(percent, out_of=figure.out_of)
        sentence = f"People with {months} more months and no new offence, with all else the same: {other.words}."
        yield Line("Time with no offence", sentence, TIME, other)


def _can_change(answers: Answers, result: Result, figure: Figure) -> Iterator[Line]:
    if result.variant is not Variant.DYNAMIC:
        missing = tuple(name for problem in result.errors for name in problem.fields)
        past = "This figure looks at the past alone. Some answers about now are not there yet."
        yield Line("How things are now", past, missing)
        return
    found = what_if_changes(answers, result.predictor)
    for one in sorted(found, key=lambda what_if: what_if.percent):  # the largest difference first
        yield _compare(one, figure)


def _compare(found: WhatIf, figure: Figure) -> Line:
    other = figure_of(found.percent, out_of=figure.out_of)
    says = f"{other.words}, so about the same" if other == figure else other.words
    sentence = f"People {found.change.people_who}, with all else the same: {says}."
    return Line(found.change.topic, sentence, tuple(found.change.reference), other)
