"""Rows about practitioners: users who cannot sign in until they are invited."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.db.models.functions import Lower

from alongside.access.standings import PUBLISHED
from alongside.casework.imports.lines import Importing, Line
from alongside.casework.users.history import keep_what_it_was
from alongside.domain.imports.facts import PractitionerSays
from alongside.records.identity import Team, User

ROWS_AT_ONCE = 40
BY_FILE = {"practitioner", "supervisor"}
NO_SUCH_SUPERVISOR = "There is nobody with this address. Add the supervisor first, or give them a row in this file."
ANOTHER_IMPORT = "Another import that is not published has this address. Finish or undo that one first."


def look_up(lines: Sequence[Line], importing: Importing, addresses: frozenset[str] = frozenset()) -> None:
    """Say of each line whether the practitioner is new, changed or unchanged. addresses are all those of the file."""
    users = _users([says(line).address for line in lines] + [says(line).supervisor for line in lines])
    there = set(
        User.objects.filter(PUBLISHED | Q(import_batch=importing.batch))
        .filter(id__in=[u.id for u in users.values()])
        .values_list("id", flat=True)
    )
    for line in lines:
        facts = says(line)
        user = users.get(facts.address)
        if facts.supervisor and facts.supervisor not in users and facts.supervisor not in addresses:
            line.is_wrong("supervisor", NO_SUCH_SUPERVISOR)
        elif user is None:
            line.is_new()
        elif user.id not in there:
            line.is_wrong("address", ANOTHER_IMPORT)
        else:
            line.is_here(user.id, _changes(facts, user))


def says(line: Line) -> PractitionerSays:
    """Return what the line says."""
    return cast(PractitionerSays, line.facts)


def _users(addresses: Iterable[str | None]) -> dict[str, User]:
    wanted = {address for address in addresses if address}
    rows = User.objects.annotate(small=Lower("email")).filter(small__in=wanted).select_related("team", "supervisor")
    return {row.email.lower(): row for row in rows}


def _changes(facts: PractitionerSays, user: User) -> list[str]:
    team = user.team.name.casefold() if user.team else ""
    supervisor = user.supervisor.email.lower() if user.supervisor else ""
    differs = {
        "name": facts.name != user.name,
        "roles": facts.roles is not None and set(facts.roles) != BY_FILE & set(user.roles),
        "team": facts.team is not None and facts.team.casefold() != team,
        "supervisor": facts.supervisor is not None and facts.supervisor != supervisor,
    }
    return [column for column, is_different in differs.items() if is_different]


def write_new(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Write users who are not active yet. Their supervisors may be among them, so these are set by open_accounts."""
    teams = _teams(says(line).team for line in lines)
    User.objects.bulk_create(
        User(
            id=line.target,
            email=says(line).address,
            name=says(line).name,
            roles=list(says(line).roles or ("practitioner",)),
            team=teams.get((says(line).team or "").casefold()),
            password=make_password(None),
            is_active=False,
            created_at=importing.at,
            import_batch=importing.batch,
        )
        for line in lines
    )
    return []


def open_accounts(lines: Sequence[Line], importing: Importing) -> None:
    """Make the new users active and give them their supervisors."""
    users = _users([says(line).supervisor for line in lines])
    keep_what_it_was(User.objects.filter(id__in=[line.target for line in lines]), at=importing.at)
    for line in lines:
        User.objects.filter(id=line.target).update(is_active=True, supervisor=users.get(says(line).supervisor or ""))


def _teams(names: Iterable[str | None]) -> dict[str, Team]:
    wanted = {name.casefold(): name for name in names if name}
    rows = Team.objects.annotate(small=Lower("name")).filter(small__in=[name.lower() for name in wanted.values()])
    found: dict[str, Team] = {row.name.casefold(): row for row in rows}
    for small, name in wanted.items():
        if small not in found:
            found[small] = Team.objects.create(name=name)
    return found


def write_changes(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Change users, keeping what was there before in the line. Roles that no file may give stay."""
    users = User.objects.in_bulk([line.target for line in lines])
    teams = _teams(says(line).team for line in lines)
    supervisors = _users([says(line).supervisor for line in lines])
    keep_what_it_was(users.values(), at=importing.at)
    for line in lines:
        user, facts = users[line.target], says(line)
        line.before = _before(user)
        user.name = facts.name
        if facts.roles is not None:
            user.roles = sorted(set(user.roles) - BY_FILE | set(facts.roles))
        if facts.team:
            user.team = teams[facts.team.casefold()]
        if facts.supervisor:
            user.supervisor = supervisors.get(facts.supervisor)
        user.save(update_fields=["name", "roles", "team", "supervisor"])
    return []


def _before(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "roles": list(user.roles),
        "team": str(user.team_id) if user.team_id else None,
        "supervisor": str(user.supervisor_id) if user.supervisor_id else None,
    }


def put_back(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Give users what they had before the import."""
    keep_what_it_was(User.objects.filter(id__in=[line.target for line in lines]), at=importing.at)
    for line in lines:
        was = line.before
        User.objects.filter(id=line.target).update(
            name=was["name"], roles=was["roles"], team=was["team"], supervisor=was["supervisor"]
        )
    return []


def remove(lines: Sequence[Line], importing: Importing) -> list[UUID]:
    """Remove users that nothing hangs on."""
    User.objects.filter(id__in=[line.target for line in lines]).delete()
    return []
