"""G20: of ten thousand guesses only so many are looked at, the right one among the rest is not, and nobody learns who is here.

Every way of guessing is tried in one minute that stands still, with passwords at the sign-in page and with PINs at the door.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.internal import ratelimit
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.my_side import opening
from alongside.casework.my_side.doors import make_card
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import PersonName
from alongside.records.models import Door, Pin, User
from tests.access.browsers import comparable
from tests.access.test_absent_or_excluded import chance_of_longer
from tests.cast import START, TOMOS, Cast, make_user
from tests.pages.guessing import (
    MOST_FOR_AN_ACCOUNT,
    OWN_RIGHT,
    RIGHT,
    WAYS,
    Clock,
    Counted,
    Guess,
    Outcome,
    PinGuess,
    address,
    clock,
    counted,
    give_password,
    guess_passwords,
    guess_pins,
)
from tests.pages.own_door import PIN, OwnDoor, give_door, open_own
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
A_FEW, AT_NIGHT = 68, 10_000
clock, counted = clock, counted


@pytest.fixture
def ruth(cast: Cast, counted: type[Counted], clock: Clock) -> User:
    """Somebody whose password is guessed. Whoever guesses has an account too, and so has one of the others."""
    give_password(make_user("Mallory"), OWN_RIGHT)
    give_password(make_user("Worker1"), "one bridge too many for me")
    return give_password(cast.practitioner)


def guess(ruth: User, way: str, number: int) -> Outcome:
    """Guess so often in this way, and try the right password at the end."""

    def with_the_right_one_last() -> Iterator[Guess]:
        last = None
        for last in WAYS[way](ruth.email, number):
            yield last
        assert last is not None
        yield Guess(last.address, ruth.email, RIGHT)

    return guess_passwords(with_the_right_one_last())


def hashes() -> dict[str, str]:
    return {kept: email for email, kept in User.objects.values_list("email", "password") if kept}


# --- passwords ---


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_guessing_has_more_than_its_few_passwords_looked_at(ruth, way):
    outcome = guess(ruth, way, A_FEW)
    assert outcome.broken(hashes()) == []
    assert outcome.compared.total() + outcome.from_address.total() > 0, "else nothing was tried"


@pytest.mark.nightly
def test_ten_thousand_passwords(ruth, goal_result):
    wrong = []
    for way in WAYS:
        wrong += [f"{way}: {what}" for what in guess(ruth, way, AT_NIGHT // len(WAYS) + 1).broken(hashes())]
        ratelimit.cache.clear()
    goal_result(goal="G20", tried=AT_NIGHT, failed=len(wrong), what=f"passwords guessed in {len(WAYS)} ways")
    assert wrong == []


def test_twenty_at_once_are_not_more_than_five(ruth, monkeypatch):
    """Each password is still being looked at when the next arrives."""
    verify, seen = Counted.verify, []

    def slowly(hasher, password, encoded):
        seen.append(encoded)
        if len(seen) < 20:
            post(ruth.email, address(len(seen)))
        return verify(hasher, password, encoded)

    monkeypatch.setattr(Counted, "verify", slowly)
    post(ruth.email, address(0))
    assert len(seen) == MOST_FOR_AN_ACCOUNT


def test_whoever_is_guessed_at_waits_and_is_not_shut_out(ruth, clock):
    here = signed_in_client(ruth)
    assert guess(ruth, "one account from many addresses", A_FEW).let_in == []
    assert here.get("/today/").status_code == 200, "what is open stays open"
    assert post("worker1@example.org", address(1), "one bridge too many for me").status_code == 302, "and the others"
    asked = Client().get("/accounts/2fa/passkeys/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert "challenge" in asked.content.decode(), "a passkey is asked for as before"
    clock.wait()
    assert post(ruth.email, address(1), RIGHT).status_code == 302


def test_an_address_that_waits_keeps_nobody_waiting_elsewhere(ruth):
    guess_passwords(WAYS["many accounts from one address"](ruth.email, A_FEW))
    assert post(ruth.email, address(1), RIGHT).status_code != 302
    assert post(ruth.email, address(2), RIGHT).status_code == 302


FAULTS = {
    "a limit that counts by address only": ("60/m/ip", "one account from many addresses", "of ruth@example.org"),
    "a limit that counts by account only": ("5/300s/key", "many accounts from one address", "from 10.0.0.1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_limit_with_half_its_counts_would_be_noticed(ruth, settings, fault):
    limit, way, said = FAULTS[fault]
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "9999/m/ip", "login_failed": limit}
    assert any(said in what for what in guess(ruth, way, A_FEW).broken(hashes()))


def test_a_count_that_a_success_elsewhere_takes_back_would_be_noticed(ruth, monkeypatch):
    """The rule is broken once in each run: whoever signs in at their own account has all the tries of that place again."""
    monkeypatch.setattr(
        DefaultAccountAdapter, "_rollback_login_failed_rl_usage", lambda adapter: ratelimit.cache.clear()
    )
    broken = guess(ruth, "one account between sign-ins of one's own", A_FEW).broken(hashes())
    assert any("of ruth@example.org" in what for what in broken)


# --- who is here ---


def post(email: str, at: str, password: str = "wrong"):  # noqa: S107  # wrong on purpose
    return Client().post("/accounts/login/", {"login": email, "password": password}, REMOTE_ADDR=at)


@pytest.fixture
def kinds(ruth: User) -> dict[str, str]:
    """Addresses of one length: somebody who is here, and everybody who cannot sign in with a password."""
    left, passkey = make_user("Lena"), make_user("Pari")
    give_password(left)
    User.objects.filter(id=left.id).update(is_active=False)
    passkey.set_unusable_password()
    passkey.save()
    return {"here": ruth.email, "nobody": "nora@example.org", "left": left.email, "passkey alone": passkey.email}


def answers_to(kinds: dict[str, str], tries: int) -> set[object]:
    """Return the different answers to so many wrong passwords each, with how much was hashed for them."""
    answers = set()
    for number, email in enumerate(kinds.values()):
        for one in range(tries):
            Counted.start()
            response = post(email, address(number))
            status, headers, body = comparable(response)
            headers.pop("expires")  # this second
            headers |= {"length": response.headers.get("Content-Length"), "cookies": str(sorted(response.cookies))}
            said = body.replace(email.encode(), b"")
            answers.add((one, status, tuple(sorted(headers.items())), said, Counted.work()))
    return answers


def test_who_is_here_who_left_and_who_has_only_a_passkey_are_answered_alike_before_and_after_the_limit(kinds):
    tries = MOST_FOR_AN_ACCOUNT + 2
    answers = answers_to(kinds, tries)
    assert len(answers) == tries
    assert [work for _, _, _, _, work in sorted(answers, key=lambda answer: answer[0])] == [1] * 5 + [0] * 2


def test_a_sign_in_that_does_nothing_for_somebody_who_is_not_here_would_be_noticed(kinds, monkeypatch):
    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", lambda backend, password: None)
    assert len(answers_to(kinds, 1)) == 2


MANY, CANNOT_BE_TOLD = 150, 0.14  # from a half: four times the spread of chance with a hundred and fifty of each


def told_apart(kinds: dict[str, str], clock: Clock, requests: int) -> float:
    """Return how well the time of an answer tells the best of the others from somebody who is here."""
    draw, took = random.Random(20), {kind: list[float]() for kind in kinds}  # noqa: S311  no secret
    order = list(kinds) * requests
    draw.shuffle(order)
    for number, kind in enumerate(order):
        clock.wait()
        began = time.perf_counter()
        post(kinds[kind], address(1))
        if number > len(kinds):
            took[kind].append(time.perf_counter() - began)
    others = [times for kind, times in took.items() if kind != "here"]
    return max(abs(chance_of_longer(times, took["here"]) - 0.5) for times in others)


@pytest.mark.nightly
def test_neither_does_the_time_of_an_answer_say_who_is_here(kinds, clock, settings, goal_result):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    give_password(User.objects.get(email=kinds["here"]))
    give_password(User.objects.get(email=kinds["left"]))
    best = told_apart(kinds, clock, MANY)
    goal_result(
        goal="G20", tried=MANY * len(kinds), failed=int(best > CANNOT_BE_TOLD),
        what=f"wrong passwords for who is here and who is not, told apart {0.5 + best:.3f}",
    )  # fmt: skip
    assert best <= CANNOT_BE_TOLD


@pytest.mark.nightly
def test_an_answer_without_its_hash_would_be_found_by_the_time(kinds, clock, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    give_password(User.objects.get(email=kinds["here"]))
    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", lambda backend, password: None)
    assert told_apart(kinds, clock, 12) > CANNOT_BE_TOLD


# --- PINs ---


@dataclass(frozen=True)
class Doors:
    """A card and a link whose PIN is guessed, another card of the same person, and the card of whoever guesses."""

    door: OwnDoor
    second: OwnDoor
    own: OwnDoor


@pytest.fixture
def doors(cast: Cast, counted: type[Counted], clock: Clock) -> Doors:
    other = replace(TOMOS, name=PersonName("Gwen", "Hill"), identifiers=[("CRN", "X654321")])
    gwen = replace(cast, person_id=add_person(facts=other, by=actor_for(cast.practitioner), at=START))
    door = give_door(cast)
    card = make_card(person_id=cast.person_id, by=actor_for(cast.practitioner), at=START)
    return Doors(door, OwnDoor(card.token, card.code, door.link), give_door(gwen))


def _pin(number: int) -> str:
    return f"{number:06}"


def _between_openings(doors: Doors, number: int) -> Iterator[PinGuess]:
    for one in range(number // 2):
        yield PinGuess(address(1), f"/door/{doors.own.token}/", PIN, is_own=True)
        yield PinGuess(address(1), f"/door/{doors.door.token}/", _pin(one))


PIN_WAYS: dict[str, Callable[[Doors, int], Iterator[PinGuess]]] = {
    "one card from one address": lambda doors, number: (
        PinGuess(address(1), f"/door/{doors.door.token}/", _pin(n)) for n in range(number)
    ),
    "one card from many addresses": lambda doors, number: (
        PinGuess(address(n), f"/door/{doors.door.token}/", _pin(n)) for n in range(number)
    ),
    "the square and the code by turns": lambda doors, number: (
        PinGuess(
            address(n), *(("/door/", _pin(n), doors.door.code) if n % 2 else (f"/door/{doors.door.token}/", _pin(n)))
        )
        for n in range(number)
    ),
    "a link": lambda doors, number: (PinGuess(address(n), f"/door/{doors.door.link}/", _pin(n)) for n in range(number)),
    "codes that are nobody's": lambda doors, number: (
        PinGuess(
            address(1), "/door/", PIN, f"2222-{n // 8**3 % 8 + 2}222-{n // 64 % 8 + 2}{n // 8 % 8 + 2}{n % 8 + 2}2"
        )
        for n in range(number)
    ),
    "between openings of one's own": _between_openings,
}


def guess_a_pin(doors: Doors, way: str, number: int) -> Outcome:
    """Guess so often in this way, and try the right PIN at the end, where it is a card or a link that is guessed."""

    def with_the_right_one_last() -> Iterator[PinGuess]:
        last = None
        for last in PIN_WAYS[way](doors, number):
            yield last
        assert last is not None
        yield replace(last, pin=PIN)

    return guess_pins(with_the_right_one_last())


def pin_hashes() -> dict[str, str]:
    return dict.fromkeys(Pin.objects.values_list("pin_hash", flat=True), "a card")


@pytest.mark.parametrize("way", PIN_WAYS)
def test_no_way_of_guessing_has_more_than_five_pins_looked_at_and_no_other_door_closes(doors, way):
    phone = open_own(doors.second)
    assert guess_a_pin(doors, way, A_FEW).broken(pin_hashes()) == []
    assert phone.get("/mine/").status_code == 200
    for other in (doors.second, doors.own):
        assert open_own(other).get("/mine/").status_code == 200


@pytest.mark.nightly
@pytest.mark.parametrize("way", PIN_WAYS)
def test_ten_thousand_pins(doors, way, goal_result):
    number = AT_NIGHT // len(PIN_WAYS) + 1
    wrong = guess_a_pin(doors, way, number).broken(pin_hashes())
    goal_result(goal="G20", tried=number, failed=len(wrong), what=f"PINs guessed, {way}")
    assert wrong == []


def test_a_card_that_counts_nothing_would_be_noticed(doors, monkeypatch):
    monkeypatch.setattr(opening, "_count_try", lambda door, at: True)
    monkeypatch.setattr(opening, "_close_after_the_last_try", lambda door, at: None)
    broken = guess_a_pin(doors, "one card from many addresses", 10).broken(pin_hashes())
    assert broken[0] == "11 of a card"
    assert broken[-1].endswith("was let in")


def test_tries_that_a_success_at_another_card_takes_back_would_be_noticed(doors, monkeypatch):
    let_in = opening.let_in

    def forgiving(door, at):
        Door.objects.update(tries=0)
        return let_in(door, at)

    monkeypatch.setattr(opening, "let_in", forgiving)
    assert guess_a_pin(doors, "between openings of one's own", A_FEW // 2).broken(pin_hashes()) != []


def test_a_door_that_counts_no_addresses_would_be_noticed(doors, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"my_side_door": "9999/m/key"}
    said = guess_a_pin(doors, "codes that are nobody's", A_FEW).broken(pin_hashes())
    assert said == [f"{A_FEW + 1} from 10.0.0.1"]
