"""How everybody stood to people at any moment of the past, as far as rows keep it: the same facts, each with its span.

Nothing here judges. What a fact makes of somebody is decided by `facts.known_from`, and what that opens by the policy, as today.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.access.actors import KNOWN_ROLES
from alongside.access.facts import Fact, Known, known_from
from alongside.access.standings import LONDON, PUBLISHED
from alongside.access.words import Actor, Role
from alongside.domain.incidents import Span
from alongside.ledger.reading import find_moments
from alongside.records.access_rules import Conflict, DatedAuthority, Exclusion, Restriction
from alongside.records.break_glass import BrokenGlass
from alongside.records.identity import FormerAccount, User
from alongside.records.people import Person
from alongside.records.relationships import Cover, Relationship

WORKING = frozenset({"allocated", "co_worker"})


@dataclass(frozen=True, slots=True)
class Spell:
    """A fact, and from when to when it counted. user_id is for whom alone, None for everybody."""

    span: Span
    fact: Fact
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What an account was for a span of time."""

    span: Span
    actor: Actor
    supervisor_id: UUID | None


@dataclass(frozen=True)
class History:
    """Everything that counted at some time, about some people, with the accounts of whomever it is about."""

    spells: Mapping[UUID | None, Sequence[Spell]]
    accounts: Mapping[UUID, Sequence[Account]]

    def stood(self, user_id: UUID, person_id: UUID, moment: datetime) -> tuple[Actor, Known] | None:
        """Return who somebody was at a moment and how they stood to a person. None before there was an account."""
        account = self._account(user_id, moment)
        if account is None:
            return None
        about, of_all = (self._facts(user_id, whom, moment) for whom in (person_id, None))
        return account.actor, known_from(account.actor, person_id, about, of_all)

    def spans(self, user_id: UUID, person_id: UUID) -> list[Span]:
        """Return every span at whose ends something may change for somebody and a person."""
        spells = [spell for whom in (person_id, None) for spell in self.spells.get(whom, ())]
        touching = [spell for spell in spells if spell.user_id in (None, user_id)]
        whose = {user_id} | {spell.fact.whom for spell in touching if spell.fact.kind in WORKING and spell.fact.whom}
        accounts = [account.span for one in whose for account in self.accounts.get(one, ())]
        return [spell.span for spell in touching] + accounts

    def _facts(self, user_id: UUID, person_id: UUID | None, moment: datetime) -> list[Fact]:
        spells = self.spells.get(person_id, ())
        live = [s.fact for s in spells if s.user_id in (None, user_id) and s.span.holds(moment)]
        return [self._of_then(fact, moment) if fact.kind in WORKING else fact for fact in live]

    def _of_then(self, fact: Fact, moment: datetime) -> Fact:
        """Return a relationship with the supervisor and the team that its practitioner had at the time."""
        account = self._account(fact.whom, moment) if fact.whom else None
        if account is None:
            return fact
        return fact._replace(supervisor_id=account.supervisor_id, team_id=account.actor.team_id)

    def _account(self, user_id: UUID, moment: datetime) -> Account | None:
        return next((one for one in self.accounts.get(user_id, ()) if one.span.holds(moment)), None)


def load_history(person_ids: Collection[UUID], *, since: datetime, until: datetime) -> History:
    """Return what counted at some time from `since` to `until` about these people, for everybody. Eleven queries."""
    people: set[UUID] = set(person_ids)
    spells: list[Spell] = []
    spells += _people(people)
    spells += _relationships(people, since, until)
    workers = {spell.fact.whom for spell in spells if spell.fact.kind in WORKING}
    spells += _covers(people, workers, since, until)
    spells += _authorities(since, until)
    spells += _emergencies(people, since, until)
    spells += _rules(people, since, until)
    by_person: dict[UUID | None, list[Spell]] = defaultdict(list)
    for spell in spells:
        by_person[spell.fact.person_id].append(spell)
    return History(by_person, load_accounts())


def load_accounts() -> dict[UUID, list[Account]]:
    """Return what every account was, the first state first. Two queries."""
    former: dict[UUID, list[FormerAccount]] = defaultdict(list)
    for row in FormerAccount.objects.order_by("until"):
        former[row.user_id].append(row)
    return {user.id: _states(user, former[user.id]) for user in User.objects.all()}


def _states(user: User, former: Sequence[FormerAccount]) -> list[Account]:
    edges = [user.created_at, *(row.until for row in former), None]
    states: list[User | FormerAccount] = [*former, user]
    return [
        Account(Span(edges[n], edges[n + 1]), _actor(user, state), state.supervisor_id)
        for n, state in enumerate(states)
    ]


def _actor(user: User, state: User | FormerAccount) -> Actor:
    roles = frozenset(Role(role) for role in state.roles if role in KNOWN_ROLES)
    return Actor(id=user.id, name=user.name, roles=roles, active=state.is_active, team_id=state.team_id)


def _people(people: set[UUID]) -> Iterable[Spell]:
    for row in Person.objects.filter(PUBLISHED, id__in=people).select_related("import_batch"):
        yield Spell(Span(_shown(row)), _fact("person", row.id, row.pseudonym))


def _relationships(people: set[UUID], since: datetime, until: datetime) -> Iterable[Spell]:
    rows = Relationship.objects.filter(person__in=people, created_at__lt=until).select_related("import_batch")
    for row in rows.exclude(ended_at__lt=since):
        span = _of_days(row.starts_on, row.ends_on, after=_shown(row), before=row.ended_at)
        yield Spell(span, _fact(row.kind, row.person_id, row.practitioner_id))


def _covers(people: set[UUID], workers: Collection[UUID | None], since: datetime, until: datetime) -> Iterable[Spell]:
    concerned = Q(person__in=people) | Q(person__isnull=True, practitioner__in=workers)
    for row in Cover.objects.filter(concerned, arranged_at__lt=until).exclude(ended_at__lt=since):
        span = _of_days(row.starts_on, row.ends_on, after=row.arranged_at, before=row.ended_at)
        yield Spell(span, _fact("cover", row.person_id, row.practitioner_id), row.covering_id)


def _authorities(since: datetime, until: datetime) -> Iterable[Spell]:
    rows = list(DatedAuthority.objects.filter(granted_at__lt=until))
    withdrawn = find_moments(object_type="authority", action="withdrawn", object_ids=[row.id for row in rows])
    for row in rows:
        # Withdrawing puts the last day back to yesterday. It counted until that moment, which the ledger has.
        ended = withdrawn.get(row.id)
        span = _of_days(row.starts_on, None if ended else row.ends_on, after=row.granted_at, before=ended)
        yield Spell(span, _fact("authority", None, None)._replace(team_id=row.team_id), row.user_id)


def _emergencies(people: set[UUID], since: datetime, until: datetime) -> Iterable[Spell]:
    for row in BrokenGlass.objects.filter(person__in=people, opened_at__lt=until, ends_at__gt=since):
        span = Span(row.opened_at, min(row.ends_at, row.ended_at or row.ends_at))
        yield Spell(span, _fact("broken_glass", row.person_id, None), row.user_id)


def _rules(people: set[UUID], since: datetime, until: datetime) -> Iterable[Spell]:
    still = Q(lifted_at__isnull=True) | Q(lifted_at__gt=since)
    columns = ("person_id", "user_id", "lifted_at")
    excluded = Exclusion.objects.filter(still, person__in=people).values_list(*columns, "set_at")
    conflicts = Conflict.objects.filter(still, person__in=people).values_list(*columns, "declared_at")
    for kind, rows in (("excluded", excluded), ("conflict", conflicts)):
        for person_id, user_id, lifted_at, begun_at in rows:
            yield Spell(Span(begun_at, lifted_at), _fact(kind, person_id, None), user_id)
    lists = Restriction.objects.filter(still, person__in=people)
    for person_id, listed, set_at, lifted_at in lists.values_list("person_id", "members__user", "set_at", "lifted_at"):
        yield Spell(Span(set_at, lifted_at), _fact("listed", person_id, listed))


def _fact(kind: str, person_id: UUID | None, whom: UUID | None) -> Fact:
    # Days and moments are in the span, and a practitioner's supervisor and team are those of the time.
    return Fact(kind, person_id, whom, None, None, None, None, None, None)


def _of_days(first: date, last: date | None, *, after: datetime, before: datetime | None) -> Span:
    """Return from when to when days count in London, after the row was there and before it was ended at once."""
    ends = [_midnight(last + timedelta(days=1)) if last else None, before]
    return Span(max(_midnight(first), after), min(filter(None, ends), default=None))


def _shown(row: Person | Relationship) -> datetime:
    """Return when a row was there for everybody: at once, or when the import that brought it was published."""
    published = row.import_batch.published_at if row.import_batch else None
    return max(row.created_at, published or row.created_at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC)
