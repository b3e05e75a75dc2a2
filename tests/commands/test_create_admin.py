"""The first administrator is made at a terminal, once."""

import re

import pytest

from alongside.records.models import User

pytestmark = pytest.mark.django_db
WHO = ["--email", "adam@example.org", "--name", "Adam Kerr"]
PASSWORD = "a kettle of ravens"


def test_the_password_is_asked_for_twice_and_not_shown(call):
    made = call("create-admin", typed=f"adam@example.org\nAdam Kerr\n{PASSWORD}\n{PASSWORD}\n")
    assert made.exit_code == 0, made.output
    assert PASSWORD not in made.output
    adam = User.objects.get(email="adam@example.org")
    assert (adam.name, adam.roles) == ("Adam Kerr", ["administrator"])
    assert adam.check_password(PASSWORD)


def test_a_made_password_is_shown_and_works(call):
    made = call("create-admin", *WHO, "--make-password")
    shown = re.search(r"first password: (\S+)", made.output)
    assert shown
    assert User.objects.get().check_password(shown.group(1))


def test_a_weak_password_is_refused_with_the_reason(call):
    refused = call("create-admin", *WHO, typed="short\nshort\n")
    assert refused.exit_code == 1
    assert "at least 12 characters" in refused.output
    assert not User.objects.exists()


def test_an_address_that_is_none_is_refused(call):
    refused = call("create-admin", "--email", "adam", "--name", "Adam Kerr", "--make-password")
    assert refused.exit_code == 1
    assert "valid email" in refused.output


def test_there_is_no_second_first_administrator(call):
    call("create-admin", *WHO, "--make-password")
    refused = call("create-admin", "--email", "eve@example.org", "--name", "Eve", "--make-password")
    assert refused.exit_code == 1
    assert "They add others on the users page." in refused.output
    assert call("create-admin", "--if-none").exit_code == 0
    assert User.objects.count() == 1


def test_an_administrator_who_has_left_is_none(call):
    call("create-admin", *WHO, "--make-password")
    User.objects.update(is_active=False)
    assert call("create-admin", "--email", "eve@example.org", "--name", "Eve Lund", "--make-password").exit_code == 0


def test_another_is_made_at_the_machine_by_nobody_who_is_there(call):
    call("create-admin", *WHO, "--make-password")
    assert (
        "create-admin --another"
        in call("create-admin", "--email", "nerys@example.org", "--name", "Nerys Vaughan").stderr
    )
    call("create-admin", "--another", "--email", "nerys@example.org", "--name", "Nerys Vaughan", "--make-password")
    nerys = User.objects.get(email="nerys@example.org")
    assert (nerys.roles, nerys.administrator_by) == (["administrator"], None)
