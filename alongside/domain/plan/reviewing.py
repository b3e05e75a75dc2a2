"""When both look at the plan again: a day, due, gone by, or paused with a reason."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from alongside.domain.plan.changing import check_day, clean_words
from alongside.domain.plan.goals import Plan, Review

SOON = timedelta(days=7)


class ReviewState(StrEnum):
    """How the next look at a plan stands."""

    NO_DAY = "no_day"
    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """How it stands. days: how many until it, or since it when it is overdue."""

    state: ReviewState
    on: date | None = None
    days: int = 0
    because: str = ""


def review_standing(plan: Plan, *, today: date) -> ReviewStanding:
    """Return how the next look at the plan stands. Due is from a week before."""
    if plan.paused_because:
        return ReviewStanding(ReviewState.PAUSED, plan.review_on, because=plan.paused_because)
    if plan.review_on is None:
        return ReviewStanding(ReviewState.NO_DAY)
    days = (plan.review_on - today).days
    if days < 0:
        return ReviewStanding(ReviewState.OVERDUE, plan.review_on, -days)
    state = ReviewState.DUE if plan.review_on - today <= SOON else ReviewState.AHEAD
    return ReviewStanding(state, plan.review_on, days)


def set_review(plan: Plan, on: date, *, today: date) -> Plan:
    """Return the plan with the day it is looked at again, going on if it was paused. Raises GoneBy."""
    check_day(on, None, today=today)
    return replace(plan, review_on=on, paused_because="")


def pause_review(plan: Plan, because: str) -> Plan:
    """Return the plan with no look at it for now, and why. Raises NeedsWords or WordsTooLong."""
    return replace(plan, paused_because=clean_words(because))


def look_again(plan: Plan, words: str, next_on: date | None, *, today: date) -> Plan:
    """Return the plan with what both said of it today, and the next day. Raises NeedsWords, WordsTooLong or GoneBy."""
    check_day(next_on, None, today=today)
    seen = Review(today, clean_words(words))
    if plan.reviews and plan.reviews[-1] == seen and plan.review_on == next_on:
        return plan
    return replace(plan, reviews=(*plan.reviews, seen), review_on=next_on, paused_because="")


def say_review(standing: ReviewStanding) -> str:
    """Return how the next look at the plan stands, in one sentence."""
    if standing.state is ReviewState.PAUSED:
        return f"Looking at it again is paused: {standing.because.rstrip('.')}."
    if standing.on is None:
        return "No day is set to look at it again."
    day = f"{standing.on.day} {standing.on:%B %Y}"
    if standing.state is ReviewState.OVERDUE:
        return f"You meant to look at it again on {day}, {_days(standing.days)} ago."
    if standing.days == 0:
        return "You look at it again today."
    return f"You look at it again on {day}."


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
