"""Opens and seals the parts of a person's record. One place, so that every part is bound to its own row and field."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from alongside.domain.people.names import display_name, without_hidden_signs
from alongside.records.people import Identifier, Person
from alongside.records.relationships import Supervision
from alongside.vault import KeyRing

TABLE = "person"


@dataclass(frozen=True)
class PersonName:
    """What a person is called."""

    given_names: str
    family_name: str
    preferred_name: str = ""
    said_as: str = ""
    pronouns: str = ""

    @property
    def display(self) -> str:
        """Return the name used on screen."""
        return display_name(self.given_names, self.family_name, self.preferred_name)

    @property
    def first(self) -> str:
        """Return what they are called to their face."""
        return self.preferred_name or self.given_names.split(" ")[0]


@dataclass(frozen=True)
class Needs:
    """What helps to meet somebody well, each a short sentence or nothing."""

    languages: str = ""
    communication: str = ""
    access: str = ""
    to_know: str = ""


def seal_name(keys: KeyRing, person: Person, name: PersonName) -> bytes:
    """Return the envelope of a name for this row, in which nothing is that is not seen."""
    said = {part: without_hidden_signs(words) for part, words in asdict(name).items()}
    return keys.seal_json(said, subject=person.id, table=TABLE, row=person.id, field="sealed_name")


def open_name(keys: KeyRing, person: Person) -> PersonName:
    """Return the name that the row holds."""
    return PersonName(**_open(keys, person, person.sealed_name, "sealed_name"))


def seal_needs(keys: KeyRing, person: Person, needs: Needs) -> bytes:
    """Return the envelope of the needs for this row."""
    return keys.seal_json(asdict(needs), subject=person.id, table=TABLE, row=person.id, field="sealed_needs")


def open_needs(keys: KeyRing, person: Person) -> Needs:
    """Return the needs that the row holds; nothing said is a Needs without words."""
    return Needs(**_open(keys, person, person.sealed_needs, "sealed_needs"))


def seal_born_on(keys: KeyRing, person: Person, born_on: date) -> bytes:
    """Return the envelope of a date of birth for this row."""
    return keys.seal_text(born_on.isoformat(), subject=person.id, table=TABLE, row=person.id, field="sealed_born_on")


def open_born_on(keys: KeyRing, person: Person) -> date | None:
    """Return the date of birth that the row holds, or None when it is not known."""
    if person.sealed_born_on is None:
        return None
    return date.fromisoformat(open_field(keys, person.id, TABLE, person.id, "sealed_born_on", person.sealed_born_on))


def seal_number(keys: KeyRing, row: Identifier, scheme: str, number: str) -> None:
    """Seal a number and whose it is into its row. Whose it is may be a word of somebody's own, so it is sealed as well."""
    row.sealed_scheme = seal_field(keys, row.person_id, "identifier", row.id, "sealed_scheme", scheme)
    row.sealed_value = seal_field(keys, row.person_id, "identifier", row.id, "sealed_value", number)


def open_number(keys: KeyRing, row: Identifier) -> tuple[str, str]:
    """Return whose number it is and the number that the row holds."""
    scheme = open_field(keys, row.person_id, "identifier", row.id, "sealed_scheme", row.sealed_scheme)
    return scheme, open_field(keys, row.person_id, "identifier", row.id, "sealed_value", row.sealed_value)


def seal_title(keys: KeyRing, row: Supervision, title: str) -> bytes | None:
    """Return the envelope of the title of an order, a licence or an agreement, which staff type in their own words."""
    return seal_field(keys, row.person_id, "supervision", row.id, "sealed_title", title)


def open_title(keys: KeyRing, row: Supervision) -> str:
    """Return the title that the row holds."""
    return open_field(keys, row.person_id, "supervision", row.id, "sealed_title", row.sealed_title)


def seal_field(keys: KeyRing, person_id: UUID, table: str, row: UUID, field: str, text: str) -> bytes | None:
    """Return the envelope of a text for any row about a person; nothing for no text."""
    return keys.seal_text(text, subject=person_id, table=table, row=row, field=field) if text else None


def open_field(keys: KeyRing, person_id: UUID, table: str, row: UUID, field: str, envelope: bytes | None) -> str:
    """Return the text of an envelope of any row about a person; no text for nothing."""
    if envelope is None:
        return ""
    return keys.open_text(bytes(envelope), subject=person_id, table=table, row=row, field=field)


def _open(keys: KeyRing, person: Person, envelope: bytes | None, field: str) -> dict[str, str]:
    if envelope is None:
        return {}
    opened: dict[str, str] = keys.open_json(bytes(envelope), subject=person.id, table=TABLE, row=person.id, field=field)
    return opened
