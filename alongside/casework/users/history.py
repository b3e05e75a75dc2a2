"""What an account was before it is changed. Rows of the record say who stood to whom; only this says which role they had."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from alongside.records.identity import FormerAccount, User


def keep_what_it_was(users: Iterable[User], *, at: datetime) -> None:
    """Keep the roles, team, supervisor and state of these accounts. Call it before they change, in the same transaction.

    Of two changes at the same moment the first one counts: what it was before both.
    """
    rows = [
        FormerAccount(
            id=uuid4(), user=user, roles=list(user.roles), team_id=user.team_id, supervisor_id=user.supervisor_id,
            is_active=user.is_active, until=at,
        )
        for user in users
    ]  # fmt: skip
    FormerAccount.objects.bulk_create(rows, ignore_conflicts=True)
