"""Made-up people: a fair mix of names, ages, languages and needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from alongside.domain.demo import names, words
from alongside.domain.demo.histories import MONTHS_BACK, DemoHistory, make_history, uuid_from
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.people.names import is_child_on

SUPERVISIONS = [
    ("order", "Community order, 24 months"),
    ("order", "Community order, 18 months"),
    ("order", "Suspended sentence order, 24 months"),
    ("licence", "Licence after release"),
    ("agreement", "Agreement with the charity"),
]
YOUTH = ("order", "Youth rehabilitation order, 18 months")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person with everything that happened. Telephone numbers are those that Ofcom keeps for drama."""

    id: UUID
    given_names: str
    family_name: str
    preferred_name: str
    said_as: str
    pronouns: str
    born_on: date
    jurisdiction: Jurisdiction
    is_child: bool
    languages: str
    communication: str
    access: str
    identifier: str
    phone: str
    matters: str
    supervision: tuple[str, str, date, date]
    history: DemoHistory


def make_person(random: Random, *, number: int, practitioner: int, others: list[int], today: date) -> DemoPerson:
    """Return person number so and so. `others` are the practitioners of the same team who may have come before."""
    given, family, said_as = _make_name(random)
    born_on = today - timedelta(days=round(365.25 * _age(random)))
    started_on = today - timedelta(days=random.randint(30, round(MONTHS_BACK * 30.4)))
    is_child = is_child_on(born_on, today)
    kind, title = YOUTH if is_child else random.choice(SUPERVISIONS)
    return DemoPerson(
        id=uuid_from(random),
        given_names=given,
        family_name=family,
        preferred_name=given[:3] if len(given) > 6 and random.random() < 0.15 else "",
        said_as=said_as,
        pronouns=random.choice(["", "", "he, him", "she, her", "they, them"]) if random.random() < 0.4 else "",
        born_on=born_on,
        jurisdiction=Jurisdiction.ENGLAND_WALES,
        is_child=is_child,
        languages=_languages(random, given),
        communication=random.choice(
            ["", "", "", "", "Large print", "Short sentences, one thing at a time", "Hearing loop"]
        ),
        access=random.choice(["", "", "", "", "Ground floor room", "Mornings, because of medication"]),
        identifier=f"X{100_000 + number:06}",
        phone=f"07700 900{number % 1000:03}",
        matters=random.choice(words.MATTERS),
        supervision=(kind, title, started_on, started_on + timedelta(days=random.choice([548, 730]))),
        history=make_history(random, practitioner=practitioner, others=others, today=today, started_on=started_on),
    )


def _make_name(random: Random) -> tuple[str, str, str]:
    from_where = random.random()
    if from_where < 0.3:
        given = random.choice(list(names.WELSH_GIVEN))
        return given, random.choice(names.WELSH_FAMILY), names.WELSH_GIVEN[given]
    if from_where < 0.75:
        return random.choice(names.ENGLISH_GIVEN), random.choice(names.ENGLISH_FAMILY), ""
    given = random.choice(list(names.OTHER_GIVEN))
    return given, random.choice(names.OTHER_FAMILY), names.OTHER_GIVEN[given]


def _age(random: Random) -> float:
    return random.uniform(15, 17.8) if random.random() < 0.06 else min(74, random.triangular(18.5, 75, 27))


def _languages(random: Random, given: str) -> str:
    if given in names.WELSH_GIVEN:
        return random.choice(["", "Welsh and English", "Welsh first"])
    if given in names.OTHER_GIVEN:
        return random.choice(
            ["", "", "Interpreter: Polish", "Interpreter: Somali", "Interpreter: Romanian", "Urdu and English"]
        )
    return ""
