"""Finding a person by what is exactly known of them, among those that somebody may know of."""

from datetime import date

from django.db.models import QuerySet

from alongside.casework.people.identifiers import blind_identifier
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName
from alongside.records.people import Person


def match_exactly(
    people: QuerySet[Person], *, name: PersonName | None, born_on: date | None, number: tuple[str, str] | None
) -> Person | None:
    """Return who among these people has this number, or this name and date of birth. Nothing less finds anybody.

    Raises IdentifierEmpty for a number without a letter or a figure.
    """
    if number:
        return people.filter(identifiers__blind=blind_identifier(*number), identifiers__contested=False).first()
    if name and born_on:
        return people.filter(blind_entries__blind=blind_name(name, born_on)).first()
    return None
