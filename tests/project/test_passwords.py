"""What a password may be, and what it may not."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.project.passwords import OWN_WORDS
from tests.pages.conftest import cast, set_clock, sign_in  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

ROOT = Path(__file__).parents[2]
OLD = "seven lanterns over the estuary"


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password1234",
        "alongside2026",
        "Probation-2026",
        "ProbationPractitioner",
        "1q2w3e4r5t6y",
    ],
)
def test_what_anybody_would_try_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["a" * 6 + "bqzt" * 20, "łodzie pod mostem", "my probation lamp is purple", "      spaces count     x"]
)
def test_length_and_any_letters_are_welcome(password):
    validate_password(password)


@pytest.mark.django_db
def test_a_password_made_of_the_own_address_is_refused(cast):  # noqa: F811
    with pytest.raises(ValidationError):
        validate_password(cast.practitioner.email, cast.practitioner)


@pytest.mark.django_db
def test_a_password_counts_to_its_last_letter_as_it_was_typed(cast):  # noqa: F811
    long = "Long Lanterns " * 9 + "x"
    cast.practitioner.set_password(long)
    cast.practitioner.save()
    for typed, status in ((long[:-1] + "y", 200), (long.lower(), 200), (f" {long}", 200), (long, 302)):
        answer = Client().post("/accounts/login/", {"login": cast.practitioner.email, "password": typed})
        assert answer.status_code == status, typed


@pytest.mark.django_db
def test_a_password_is_changed_only_by_whoever_knows_the_one_now(cast):  # noqa: F811
    cast.practitioner.set_password(OLD)
    cast.practitioner.save()
    client = signed_in_client(cast.practitioner)
    new = "quiet herons at the weir"
    for now, changed in (("not it", False), (OLD, True)):
        client.post("/accounts/password/change/", {"oldpassword": now, "password1": new, "password2": new})
        cast.practitioner.refresh_from_db()
        assert cast.practitioner.check_password(new) is changed


def test_the_words_that_are_refused_are_documented():
    listed = re.search(r"Words of the service: (.+)\.", (ROOT / "docs" / "security" / "controls.md").read_text())
    assert listed is not None
    assert tuple(listed.group(1).split(", ")) == OWN_WORDS
