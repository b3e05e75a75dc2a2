"""What the page of the day says: every date and number as words, so that the template only writes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from alongside.casework.promises.loading import PromiseLine
from alongside.casework.today.page import (
    CameIn,
    Change,
    ChangeKind,
    CoverDates,
    NextSession,
    NotSeen,
    SealedWaiting,
    TodayPage,
)
from alongside.domain.promises import Outcome
from alongside.pages.layout.rating_first import link_to_rating
from alongside.pages.layout.when import DAYS, clock_time, day_of, moment_within, short_date
from alongside.pages.people.identity import page_about

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class ShownPromise:
    """A promise ready to be written. done is the outcome that one tap stands for, empty where there is none."""

    line: PromiseLine
    who: str
    done: str
    settle_href: str
    change_href: str


def today_context(page: TodayPage, *, viewer_name: str, now: datetime) -> dict[str, Any]:
    """Return everything the template says."""
    today = day_of(now)
    return {
        "page": page,
        "date": f"{localtime(now):%A} {short_date(today, today=today)}",
        "greeting": f"{_greeting(now)}, {viewer_name.split()[0]}",
        "lede": _say_day(page),
        "next": _next(page.next, now) if page.next else None,
        "later": [(clock_time(row.starts_at), row) for row in page.later],
        "left_open": [(_say_when(row.starts_at, today), row) for row in page.left_open],
        "following": page.following,
        "following_at": moment_within(page.following.starts_at, now=now) if page.following else "",
        "promises": [_promise(due.line, due.name.first) for due in page.promises],
        "strains": page.strains,
        "to_rate": [(row.person, link_to_rating(row.first, now=now)) for row in page.to_rate],
        "came_in": [(row, _lately(row.on, today), _say_answer(row, today)) for row in page.came_in],
        "not_seen": [(row.person, _say_not_seen(row, now)) for row in page.not_seen],
        "changes": [
            (row.kind.value, row.person, _say_change(row), short_date(row.on, today=today)) for row in page.changes
        ],
        "to_correct": [(row, short_date(row.due_on, today=today), row.due_on < today) for row in page.to_correct],
        "to_ask_about": page.to_ask_about,
        "sealed": [(row, _say_sealed(row, today)) for row in page.sealed],
        "covers": [_say_cover(row, today) for row in page.covers],
    }


def _say_sealed(row: SealedWaiting, today: date) -> str:
    note = row.note
    said = ["Somebody opened a sealed note that you keep"] if note.unseen else []
    if note.follow_up_on:
        said.append(f"Decide by {short_date(note.follow_up_on, today=today)} what you were not sure about")
    if note.review_on:
        said.append(f"A sealed note was to be looked at again by {short_date(note.review_on, today=today)}")
    return ". ".join(said)


def _greeting(now: datetime) -> str:
    hour = localtime(now).hour
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def _say_day(page: TodayPage) -> str:
    number = page.sessions_today
    if not number:
        return "No session is planned for today."
    count = NUMBERS[number] if number < len(NUMBERS) else str(number)
    said = f"{count} {'session' if number == 1 else 'sessions'} today."
    if not page.next:
        return f"{said} None is left."
    return f"{said} {NUMBERS[page.held_today]} held." if 0 < page.held_today < len(NUMBERS) else said


def _next(found: NextSession, now: datetime) -> dict[str, Any]:
    session = found.session
    return {
        "session": session,
        "when": _how_soon(session.starts_at, now, has_started=session.has_started),
        "clock": clock_time(session.starts_at),
        "say": _say_person(found),
        "strain": found.strain,
        "words": found.last_words,
        "words_on": short_date(found.last_words.on, today=day_of(now)) if found.last_words else "",
        "rate_first": link_to_rating(found.rate_first, now=now),
        "yours": [line for line in found.promises if line.side == "practitioner"],
        "theirs": [line for line in found.promises if line.side == "person"],
    }


def _how_soon(at: datetime, now: datetime, *, has_started: bool) -> str:
    minutes = round((at - now).total_seconds() / 60)
    if has_started:
        return "Now"
    if minutes <= 0:
        return "Next, now"
    if minutes < 90:
        return f"Next, in {_count(minutes, 'minute')}"
    return f"Next, in {_count(round(minutes / 60), 'hour')}"


def _say_person(found: NextSession) -> str:
    name, place = found.session.person.name, found.session.place.strip().rstrip(".")
    said = [f"Say “{name.said_as}”" if name.said_as else "", place]
    said.append("You stand in for their practitioner" if found.session.person.is_covered else _say_number(found.number))
    return " ".join(f"{part}." for part in said if part)


def _say_number(number: int) -> str:
    if number == 1:
        return "Your first session together"
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"Your {number}{ending} session together"


def _promise(line: PromiseLine, first: str) -> ShownPromise:
    side = f"You, to {first}" if line.is_yours else (line.who if line.side == "person" else f"{line.who}, to {first}")
    done = next((o for o in (Outcome.KEPT, Outcome.LATE) if o in line.outcomes), None)
    href = page_about("promise", line.promise_id)
    return ShownPromise(
        line=line,
        who=side,
        done=done.value if done and not line.has_left else "",
        settle_href=page_about("settle_promise", line.promise_id),
        change_href=f"{href}#date" if href else "",
    )


def _say_answer(row: CameIn, today: date) -> str:
    if row.has_words:
        return "Wrote something that nobody has read yet."
    first, words = row.person.name.first, row.words.lower().replace("own range", "their own range")
    said = f"{first} answered about the meeting of {_lately(row.met_on, today)}."
    said = f"{said} {words[0].upper()}{words[1:]}." if words else said
    return f"{said} It has been read." if row.was_read else said


def _say_not_seen(row: NotSeen, now: datetime) -> str:
    met = (
        f"Last seen {_count(row.days, 'day')} ago." if row.last_on else f"Not met yet, after {_count(row.days, 'day')}."
    )
    planned = (
        f"Planned for {moment_within(row.next_at, now=now)}."
        if row.next_at and row.next_at > now
        else "No date is set."
    )
    return f"Agreed every {_count(row.agreed_days, 'day')}. {met} {planned}"


def _say_change(row: Change) -> str:
    if row.kind is ChangeKind.POWER and row.power:
        return row.power.label
    return "Missed session" if row.kind is ChangeKind.MISSED else f"Working with {row.worker}"


def _say_cover(row: CoverDates, today: date) -> tuple[str, str]:
    first, last = short_date(row.starts_on, today=today), short_date(row.ends_on, today=today)
    whom = row.person.name.display if row.person else ("your people" if row.is_own else f"{row.colleague}’s people")
    if row.is_own:
        return f"{row.colleague} stands in for you", f"{first} to {last}, for {whom}."
    if row.starts_on > today:
        return f"You stand in for {row.colleague}", f"{first} to {last}, for {whom}."
    ends = {0: "today", 1: "tomorrow"}.get((row.ends_on - today).days, f"on {last}")
    return f"You stand in for {row.colleague}", f"For {whom}. It ends {ends}."


def _say_when(at: datetime, today: date) -> str:
    """Return the time, and for an earlier day the day before it."""
    on = day_of(at)
    return clock_time(at) if on == today else f"{short_date(on, today=today)}, {clock_time(at)}"


def _lately(on: date, today: date) -> str:
    days = (today - on).days
    if days < 7:
        return {0: "today", 1: "yesterday"}.get(days, DAYS[on.weekday()])
    return short_date(on, today=today)


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
