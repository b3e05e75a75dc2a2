"""What a supervisor's page about the team says. Nothing on it comes from an answer: of words, only that they wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from alongside.casework.caseload.queries import CaseloadRow
from alongside.casework.episodes.listing import StrainRow
from alongside.casework.relationships.handovers import HandedOn
from alongside.casework.relationships.standing_in import StandingIn
from alongside.casework.relationships.team import Member, SealedNoteWaits, TeamPage, Unread, Waiting, Why
from alongside.pages.caseload.words import ShownRow, shown_rows
from alongside.pages.layout.when import day_of, long_date, short_date
from alongside.pages.relationships.words import count_words, days

WHY = {
    Why.KEPT_OUT: "{} is kept out of this record and cannot work with them. Choose who takes over.",
    Why.LEFT: "{} does not work as a practitioner any more. Choose who takes over.",
    Why.NOT_COVERED: "{} stands in, and is kept out of this record. Choose somebody else for them.",
}


@dataclass(frozen=True)
class ShownMember:
    """A practitioner of the team with their work and their people."""

    practitioner_id: UUID
    name: str
    people: str
    sessions: str
    away: str
    rows: Sequence[ShownRow]


@dataclass(frozen=True)
class ShownWaiting:
    """Somebody whom nobody can meet as things are, with the reason in a sentence."""

    person_id: UUID
    name: str
    sentence: str
    is_cover: bool


@dataclass(frozen=True)
class ShownLine:
    """One line of a short list: a person where there is one to go to, and a sentence."""

    sentence: str
    person_id: UUID | None = None
    name: str = ""
    strain_id: UUID | None = None


@dataclass(frozen=True)
class ShownSealed:
    """A sealed note that needs the supervisor: about whom and what for."""

    href: str
    name: str
    sentence: str


@dataclass(frozen=True)
class ShownTeam:
    """The whole page, ready to be written."""

    lede: str
    waiting: Sequence[ShownWaiting]
    not_seen: Sequence[ShownLine]
    handovers: Sequence[ShownLine]
    covers: Sequence[ShownLine]
    shared: Sequence[ShownLine]
    unread: Sequence[ShownLine]
    members: Sequence[ShownMember]
    sealed: Sequence[ShownSealed]


def shown_team(team: TeamPage, *, now: datetime) -> ShownTeam:
    """Return the page as it is written."""
    today = day_of(now)
    return ShownTeam(
        lede=f"{count_words(len(team.members), 'practitioner', 'practitioners')}, "
        f"{count_words(team.count_people, 'person', 'people')}.",
        waiting=[_waiting(one) for one in team.waiting],
        not_seen=[_not_seen(row, today) for row in team.not_seen],
        handovers=[_handed_on(change) for change in team.handovers],
        covers=[_standing_in(cover, today) for cover in team.covers],
        shared=[_shared(strain, today) for strain in team.shared],
        unread=[_unread(one, today) for one in team.unread],
        members=list(_members(team.members, now)),
        sealed=[*(_sealed(one) for one in team.sealed), *(_kept_apart(*one) for one in team.kept_apart)],
    )


def _waiting(one: Waiting) -> ShownWaiting:
    return ShownWaiting(
        person_id=one.row.person_id,
        name=one.row.name.display,
        sentence=WHY[one.why].format(one.colleague),
        is_cover=one.why is Why.NOT_COVERED,
    )


def _not_seen(row: CaseloadRow, today: date) -> ShownLine:
    ago = count_words(row.days_since_seen or 0, "day", "days")
    seen = f"Last seen {_day(row.last_session_at, today)}, {ago} ago" if row.last_session_at else f"Not met yet, {ago}"
    planned = f"Next: {_day(row.next_session_at, today)}" if row.next_session_at else "Nothing planned"
    words = f"{seen}. Agreed: every {row.contact_days} days. {planned}. With {row.worker}."
    return ShownLine(words, row.person_id, row.name.display)


def _day(at: datetime, today: date) -> str:
    return short_date(day_of(at), today=today)


def _handed_on(change: HandedOn) -> ShownLine:
    verb = "Goes" if change.is_planned else "Went"
    words = f"{verb} from {change.from_name} to {change.to_name} on {long_date(change.on)}."
    return ShownLine(words, change.row.person_id, change.row.name.display)


def _standing_in(cover: StandingIn, today: date) -> ShownLine:
    who = f"{cover.covering} for {cover.practitioner}"
    when = days(cover.starts_on, cover.ends_on, today=today)
    if cover.row:
        return ShownLine(f"{who}, this person only. {when}.", cover.row.person_id, cover.row.name.display)
    return ShownLine(f"{who}. {when}.")


def _shared(strain: StrainRow, today: date) -> ShownLine:
    words = f"Shared by {strain.practitioner}, open since {short_date(strain.opened_on, today=today)}. {strain.stage}."
    return ShownLine(words, name=strain.person.display, strain_id=strain.episode_id)


def _unread(one: Unread, today: date) -> ShownLine:
    since = short_date(one.since, today=today)
    if one.for_viewer:
        words = f"Wrote something for you on {since}. Only you can read it, on their page."
    else:
        words = f"Wrote something for {one.row.worker} on {since}. You cannot open it. Please see that it is read."
    return ShownLine(words, one.row.person_id, one.row.name.display)


def _sealed(one: SealedNoteWaits) -> ShownSealed:
    name = one.row.name.display
    if one.needs_keeper:
        return ShownSealed(
            reverse("keep_sealed_note", args=[one.note_id]), name, "Nobody can open a sealed note. Choose who keeps it."
        )
    return ShownSealed(
        reverse("sealed_note", args=[one.note_id]),
        name,
        "A sealed note you are named for was to be looked at again more than a week ago.",
    )


def _kept_apart(row: CaseloadRow, third_party_id: UUID) -> ShownSealed:
    sentence = "Nobody can open details that are kept apart. Choose who keeps them."
    return ShownSealed(reverse("keep_third_party", args=[third_party_id]), row.name.display, sentence)


def _members(members: Iterable[Member], now: datetime) -> Iterable[ShownMember]:
    for member in members:
        away = member.away
        yield ShownMember(
            practitioner_id=member.practitioner_id,
            name=member.name,
            people=str(len(member.people)),
            sessions=str(member.sessions_this_week),
            away=f"Away. {away.covering} stands in until {long_date(away.ends_on)}." if away else "",
            rows=shown_rows(member.people, now=now),
        )
