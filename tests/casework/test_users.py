"""Users and teams: only an administrator changes them, each change is in the ledger, and one administrator remains."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db import DatabaseError

from alongside.access import Actor, Role
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.users.administrators import LastAdministrator, OwnAccount
from alongside.casework.users.operations import (
    AddressTaken,
    NotASupervisor,
    UserFacts,
    add_user,
    change_user,
    deactivate_user,
    reactivate_user,
    reset_password,
    reset_second_factor,
)
from alongside.casework.users.queries import get_user, list_supervisors, list_users
from alongside.casework.users.teams import TeamNameTaken, add_team, list_teams, rename_team
from alongside.domain.administrators import NeedsAnother
from alongside.ledger.models import Entry
from alongside.project.sign_in import AccountAdapter
from alongside.records.models import Team, User
from tests.cast import START, make_cast, make_user

pytestmark = pytest.mark.django_db
NEW = UserFacts(name="Nia Fairclough", email="Nia@Example.org", roles=[Role.PRACTITIONER])


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def admin(cast):
    return actor_for(cast.administrator)


def ledger_of(object_type: str) -> list[tuple]:
    rows = Entry.objects.filter(object_type=object_type).order_by("recorded_at", "id")
    return list(rows.values_list("kind", "action", "object_id", "actor_id"))


def every_operation(cast):
    """Yield each thing that only an administrator may do, as a function of the actor."""
    someone = cast.colleague.id
    yield lambda by: add_user(facts=NEW, by=by, at=START)
    yield lambda by: change_user(user_id=someone, facts=NEW, by=by, at=START)
    yield lambda by: deactivate_user(user_id=someone, by=by, at=START)
    yield lambda by: reactivate_user(user_id=someone, by=by, at=START)
    yield lambda by: reset_password(user_id=someone, by=by, at=START)
    yield lambda by: reset_second_factor(user_id=someone, by=by, at=START)
    yield lambda by: add_team(name="Barry", by=by, at=START)
    yield lambda by: rename_team(team_id=cast.team.id, name="Barry", by=by, at=START)
    yield lambda by: list_users(by=by)
    yield lambda by: get_user(user_id=someone, by=by, at=START)
    yield lambda by: list_supervisors(by=by)
    yield lambda by: list_teams(by=by)


@pytest.mark.parametrize(
    "part", ["practitioner", "supervisor", "privacy_officer", "safeguarding_lead", "evaluator", "stranger"]
)
def test_every_other_role_is_refused_everything(cast, part):
    for attempt in every_operation(cast):
        with pytest.raises(NotHere):
            attempt(actor_for(getattr(cast, part)))
    assert not Entry.objects.filter(object_type__in=["user", "team"]).exists()


def test_an_administrator_whose_account_is_closed_is_refused_everything(cast):
    cast.administrator.is_active = False
    for attempt in every_operation(cast):
        with pytest.raises(NotHere):
            attempt(actor_for(cast.administrator))


def test_a_new_user_signs_in_once_with_a_password_that_is_shown_and_never_kept(cast, admin):
    user_id, password = add_user(facts=NEW, by=admin, at=START)
    user = User.objects.get(id=user_id)
    assert (user.name, user.email, user.roles) == ("Nia Fairclough", "nia@example.org", ["practitioner"])
    assert user.check_password(password)
    assert user.one_time_password_until == START + timedelta(hours=72)
    assert ledger_of("user") == [("collection", "added", user_id, admin.id)]
    assert password not in str(list(Entry.objects.values()))


def test_two_passwords_are_never_the_same(cast, admin):
    given = {reset_password(user_id=cast.colleague.id, by=admin, at=START) for _ in range(3)}
    assert len(given) == 3
    assert all(len(password) >= 16 for password in given)


def test_an_address_belongs_to_one_user_whatever_its_case(cast, admin):
    with pytest.raises(AddressTaken):
        add_user(facts=UserFacts("Ruth", "RUTH@example.org", [Role.PRACTITIONER]), by=admin, at=START)


@pytest.mark.parametrize("who", ["colleague", "self", "closed", "nobody"])
def test_a_supervisor_is_somebody_else_who_is_one_now(cast, admin, who):
    User.objects.filter(id=cast.stranger.id).update(is_active=False)
    chosen = {"colleague": cast.colleague.id, "self": cast.supervisor.id, "closed": cast.stranger.id, "nobody": uuid4()}
    facts = UserFacts("Marian Ellis", "marian@example.org", [Role.SUPERVISOR], supervisor_id=chosen[who])
    with pytest.raises(NotASupervisor):
        change_user(user_id=cast.supervisor.id, facts=facts, by=admin, at=START)


def test_a_change_of_role_team_and_supervisor_is_saved_and_recorded(cast, admin):
    team_id = add_team(name="Barry", by=admin, at=START)
    facts = UserFacts("Colin Ode", "colin@example.org", [Role.SUPERVISOR], team_id, cast.supervisor.id)
    change_user(user_id=cast.colleague.id, facts=facts, by=admin, at=START)
    user = User.objects.get(id=cast.colleague.id)
    assert (user.roles, user.team_id, user.supervisor_id) == (["supervisor"], team_id, cast.supervisor.id)
    assert ledger_of("user") == [("alteration", "changed", user.id, admin.id)]


def test_nothing_is_saved_when_the_ledger_cannot_be_written(cast, admin, monkeypatch):
    def fail(**anything):
        raise DatabaseError("full")

    monkeypatch.setattr("alongside.casework.audit.record_entry", fail)
    before = list(User.objects.order_by("id").values())
    for attempt in list(every_operation(cast))[:6]:
        with pytest.raises(DatabaseError):
            attempt(admin)
    assert list(User.objects.order_by("id").values()) == before


def test_an_administrator_cannot_change_close_or_reset_their_own_account(cast, admin):
    own = cast.administrator.id
    make_user("Ada Second", "administrator")
    for attempt in (
        lambda: change_user(user_id=own, facts=NEW, by=admin, at=START),
        lambda: deactivate_user(user_id=own, by=admin, at=START),
        lambda: reset_password(user_id=own, by=admin, at=START),
        lambda: reset_second_factor(user_id=own, by=admin, at=START),
    ):
        with pytest.raises(OwnAccount):
            attempt()


def test_the_last_active_administrator_stays(cast, admin):
    """The one who asks was closed a moment ago, so the other is the last."""
    other = make_user("Ada Second", "administrator")
    User.objects.filter(id=cast.administrator.id).update(is_active=False)
    with pytest.raises(LastAdministrator):
        deactivate_user(user_id=other.id, by=admin, at=START)
    with pytest.raises(LastAdministrator):
        change_user(user_id=other.id, facts=NEW, by=admin, at=START)


def test_one_of_two_administrators_may_go(cast, admin):
    other = make_user("Ada Second", "administrator")
    deactivate_user(user_id=other.id, by=admin, at=START)
    assert not User.objects.get(id=other.id).is_active


def test_a_closed_account_can_be_opened_again_as_it_was(cast, admin):
    deactivate_user(user_id=cast.colleague.id, by=admin, at=START)
    reactivate_user(user_id=cast.colleague.id, by=admin, at=START)
    assert User.objects.get(id=cast.colleague.id).is_active
    assert [row[1] for row in ledger_of("user")].count("deactivated") == 1
    assert [row[1] for row in ledger_of("user")].count("reactivated") == 1


def test_a_lost_second_factor_is_taken_away_with_its_codes_and_recorded(cast, admin):
    for kind in ("totp", "webauthn", "recovery_codes"):
        Authenticator.objects.create(user=cast.colleague, type=kind, data={})
    Authenticator.objects.create(user=cast.practitioner, type="totp", data={})
    reset_second_factor(user_id=cast.colleague.id, by=admin, at=START)
    assert list(Authenticator.objects.values_list("user__name", flat=True)) == ["Ruth Adeyemi"]
    assert ledger_of("user") == [("alteration", "reset_second", cast.colleague.id, admin.id)]


def own_administrator(name: str, made_by=None) -> Actor:
    made = make_user(name, "administrator")
    User.objects.filter(id=made.id).update(administrator_by=made_by)
    return actor_for(made)


HALVES = [reset_password, reset_second_factor]


@pytest.mark.parametrize("first", HALVES)
def test_nobody_does_both_halves_of_becoming_somebody(cast, admin, first):
    (second,) = [half for half in HALVES if half is not first]
    first(user_id=cast.colleague.id, by=admin, at=START)
    first(user_id=cast.colleague.id, by=admin, at=START)
    for by in (admin, own_administrator("Of One’s Own", made_by=cast.administrator)):
        with pytest.raises(NeedsAnother):
            second(user_id=cast.colleague.id, by=by, at=START)
    second(user_id=cast.colleague.id, by=own_administrator("Nerys Vaughan"), at=START)


def test_whoever_made_the_role_is_remembered_until_it_goes(cast, admin):
    facts = replace(NEW, roles=[Role.ADMINISTRATOR])
    user_id, _ = add_user(facts=facts, by=admin, at=START)
    assert User.objects.get(id=user_id).administrator_by_id == admin.id
    nerys = own_administrator("Nerys Vaughan")
    change_user(user_id=user_id, facts=facts, by=nerys, at=START)
    assert User.objects.get(id=user_id).administrator_by_id == admin.id, "they were one already"
    change_user(user_id=user_id, facts=NEW, by=nerys, at=START)
    change_user(user_id=user_id, facts=facts, by=nerys, at=START)
    assert User.objects.get(id=user_id).administrator_by_id == nerys.id


def test_once_its_owner_has_a_password_or_a_second_step_of_their_own_it_is_forgotten_who_gave_it(cast, admin):
    colleague = cast.colleague
    reset_second_factor(user_id=colleague.id, by=admin, at=START)
    authenticator_added.send(sender=Authenticator, request=None, user=colleague, authenticator=None)
    reset_password(user_id=colleague.id, by=admin, at=START)
    colleague.refresh_from_db()
    AccountAdapter().set_password(colleague, "a password of my own")
    colleague.refresh_from_db()
    assert (colleague.password_by, colleague.second_step_by) == (None, None)


def test_the_list_says_how_each_signs_in_and_nothing_of_whom_they_work_with(cast, admin):
    Authenticator.objects.create(user=cast.colleague, type="totp", data={})
    lines = {line.name: line for line in list_users(by=admin)}
    assert lines["Colin Ode"].has_second_factor
    assert not lines["Ruth Adeyemi"].has_second_factor
    assert "Tomos" not in str(lines)
    assert get_user(user_id=cast.practitioner.id, by=admin, at=START).people == 1


def test_a_team_is_added_and_renamed_and_both_are_recorded(cast, admin):
    team_id = add_team(name=" Barry ", by=admin, at=START)
    rename_team(team_id=team_id, name="Barry and Penarth", by=admin, at=START)
    assert Team.objects.get(id=team_id).name == "Barry and Penarth"
    assert sorted(row[1] for row in ledger_of("team")) == ["added", "renamed"]


def test_two_teams_never_have_one_name(cast, admin):
    with pytest.raises(TeamNameTaken):
        add_team(name="cardiff EAST", by=admin, at=START)
    team_id = add_team(name="Barry", by=admin, at=START)
    with pytest.raises(TeamNameTaken):
        rename_team(team_id=team_id, name="Cardiff East", by=admin, at=START)


@pytest.mark.parametrize("operation", [deactivate_user, reactivate_user, reset_password, reset_second_factor])
def test_a_user_who_is_nowhere_is_not_here(cast, admin, operation):
    with pytest.raises(NotHere):
        operation(user_id=uuid4(), by=admin, at=START)
