"""Somebody who guesses passwords and PINs: how they go about it, and how many of their guesses are looked at.

The clock of the limits stands still, so that ten thousand guesses fall into one minute however long they take. A hasher
that costs nothing counts whose hash was compared with something, and how often anything was hashed at all.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.hashers import BasePasswordHasher, make_password
from django.core.cache.backends import base
from django.test import Client

from alongside.casework.my_side import pins
from alongside.project import tries
from alongside.records.models import User

RIGHT, OWN_RIGHT = "seven lanterns over the estuary", "a quiet harbour before winter"
OWN = "mallory@example.org"
# What docs/security/controls.md promises for one account and for one address.
MOST_FOR_AN_ACCOUNT, MOST_FROM_AN_ADDRESS, WAIT = 5, 60, timedelta(minutes=5, seconds=1)


class Counted(BasePasswordHasher):
    """A hash that is quickly made, and counted."""

    algorithm = "counted"
    compared: Counter[str] = Counter()
    made = 0

    @classmethod
    def start(cls) -> None:
        """Begin to count."""
        cls.compared, cls.made = Counter(), 0

    @classmethod
    def work(cls) -> int:
        """Return how often anything was hashed."""
        return cls.made + cls.compared.total()

    def encode(self, password: str, salt: str) -> str:
        type(self).made += 1
        return self._of(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        self.compared[encoded] += 1
        return self._of(password, encoded.split("$")[1]) == encoded

    def _of(self, password: str, salt: str) -> str:
        return f"{self.algorithm}${salt}${sha256((salt + password).encode()).hexdigest()}"


class Clock:
    """What the limits believe the time to be."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

    def wait(self) -> None:
        """Let the limits believe that somebody waited as long as they have to."""
        self.now += WAIT


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock of the limits and of the table in which they count."""
    stopped = Clock()
    as_module = SimpleNamespace(time=lambda: stopped.now.timestamp(), monotonic=time.monotonic, sleep=time.sleep)
    for module in (ratelimit, base, tries):
        monkeypatch.setattr(module, "time", as_module)
    return stopped


@pytest.fixture
def counted(settings: Any) -> Iterator[type[Counted]]:
    """Hash with what is counted. What was kept of a PIN that is nobody's is forgotten before and after."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    pins._decoy.cache_clear()
    pins._decoy()
    Counted.start()
    yield Counted
    pins._decoy.cache_clear()


def give_password(user: User, password: str = RIGHT) -> User:
    """Let this user sign in with a password, as far as a password goes."""
    user.password = make_password(password)
    user.save()
    return user


@dataclass(frozen=True)
class Guess:
    """One password that somebody typed, and from where."""

    address: str
    email: str
    password: str = "wrong"
    headers: Mapping[str, str] = field(default_factory=dict)


def address(number: int) -> str:
    """Return one of many addresses."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def written(email: str, number: int) -> str:
    """Return an address of mail in one of the ways that mean the same, or that a careless comparison takes for the same."""
    letters = [letter.upper() if number >> place & 1 else letter for place, letter in enumerate(email)]
    as_other = {"s": "\u017f", "i": "\u0131", "k": "\u212a"}
    name = "".join(letters) if number % 3 else "".join(as_other.get(letter, letter) for letter in email)
    return f"{' ' * (number % 2)}{name}{' ' * (number % 4)}"


Way = Callable[[str, int], Iterator[Guess]]


def _own_between(email: str, number: int) -> Iterator[Guess]:
    for one in range(number // 2):
        yield Guess(address(1), OWN, OWN_RIGHT)
        yield Guess(address(1), email, f"wrong {one}")


# How somebody goes about it. All end with the right password, when it must not be looked at any more.
WAYS: dict[str, Way] = {
    "one account from one address": lambda email, number: (Guess(address(1), email, f"{n}") for n in range(number)),
    "one account from many addresses": lambda email, number: (Guess(address(n), email, f"{n}") for n in range(number)),
    "many accounts from one address": lambda email, number: (
        Guess(address(1), f"worker{n}@example.org") for n in range(number)
    ),
    "a few accounts from many addresses": lambda email, number: (
        Guess(address(n), email if n % 8 == 0 else f"worker{n % 8}@example.org") for n in range(number)
    ),
    "one account written in many ways": lambda email, number: (
        Guess(address(n), written(email, n)) for n in range(number)
    ),
    "addresses that a browser makes up": lambda email, number: (
        Guess(address(1), f"worker{n}@example.org", headers={"X-Forwarded-For": address(n)}) for n in range(number)
    ),
    "addresses of one network": lambda email, number: (
        Guess(f"2001:db8::{n:x}", f"worker{n}@example.org") for n in range(number)
    ),
    "one account between sign-ins of one's own": _own_between,
}


@dataclass
class Outcome:
    """What guessing came to: whose hash was compared how often, how much was done for each address, who was let in."""

    compared: Counter[str] = field(default_factory=Counter)
    from_address: Counter[str] = field(default_factory=Counter)
    let_in: list[Any] = field(default_factory=list)

    def broken(self, hashes: Mapping[str, str]) -> list[str]:
        """Return what is more than was promised. hashes says whose each kept hash is."""
        accounts = [
            f"{n} of {hashes[kept]}" for kept, n in self.compared.items() if kept in hashes and n > MOST_FOR_AN_ACCOUNT
        ]
        addresses = [f"{n} from {at}" for at, n in self.from_address.items() if n > MOST_FROM_AN_ADDRESS]
        return [*accounts, *addresses, *(f"{guess.email} was let in" for guess in self.let_in)]


def guess_passwords(guesses: Iterator[Guess]) -> Outcome:
    """Send every guess to the sign-in page. What somebody does at their own account counts for nothing."""

    def send(client: Client, guess: Guess) -> Any:
        sent = {"login": guess.email, "password": guess.password}
        return client.post("/accounts/login/", sent, REMOTE_ADDR=guess.address, headers=dict(guess.headers))

    return _count(guesses, send, lambda guess: guess.email == OWN)


@dataclass(frozen=True)
class PinGuess:
    """One PIN that somebody typed, into which page, with which code, and from where. is_own says that it is their own card."""

    address: str
    path: str
    pin: str
    code: str = ""
    is_own: bool = False

    @property
    def email(self) -> str:
        """Return whose door this is, for a sentence."""
        return self.path if not self.code else "the code"


def guess_pins(guesses: Iterator[PinGuess]) -> Outcome:
    """Send every guess to the door. What somebody does at their own card counts for nothing."""

    def send(client: Client, guess: PinGuess) -> Any:
        sent = {"pin": guess.pin} | ({"code": guess.code} if guess.code else {})
        return client.post(guess.path, sent, REMOTE_ADDR=guess.address)

    return _count(guesses, send, lambda guess: guess.is_own)


def _count(guesses: Iterator[Any], send: Callable[[Client, Any], Any], is_own: Callable[[Any], bool]) -> Outcome:
    outcome, client = Outcome(), Client()
    for guess in guesses:
        Counted.start()
        response = send(client, guess)
        client.cookies.clear()
        if is_own(guess):
            continue
        outcome.compared += Counted.compared
        outcome.from_address[guess.address.partition("::")[0]] += Counted.work()
        if response.status_code == 302:
            outcome.let_in.append(guess)
    return outcome
