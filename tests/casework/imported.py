"""Files of made-up people for the tests of imports, and the worker's turns."""

from datetime import datetime
from uuid import UUID

from alongside.access import Actor
from alongside.access.standings import visible_people
from alongside.casework.imports.operations import publish_batch, upload_batch
from alongside.casework.imports.steps import advance_imports
from alongside.casework.people.sealing import open_name
from alongside.domain.people.names import normalise_identifier
from alongside.records.models import Identifier
from alongside.vault import blind_index, open_keys
from tests.cast import START
from tests.domain.made_up_files import make_workbook

MOST_TURNS = 2_000
HEADER = "id_scheme,id_number,given_names,family_name,born_on,jurisdiction,languages\n"
PEOPLE = (
    HEADER
    + "CRN,I1,Siân,Llŷr,2001-12-31,England and Wales,Welsh and English\n"
    + "CHI,I2,Aiko,O’Hara,,Scotland,\n"
    + "CRN,I3,Jo,Price,12/02/1991,Scotland,Welsh\n"
)
WORKBOOK = make_workbook(
    {
        "people": [
            [*HEADER.strip().split(","), "practitioner", "practitioner_from", "supervision_kind", "supervision_title",
             "supervision_starts_on"],
            ["CRN", "I1", "Siân", "Llŷr", "31/12/2001", "England and Wales", "", "ruth@example.org", "01/04/2026",
             "order", "Community order", "01/04/2026"],
            ["CHI", "I2", "Aiko", "O’Hara", "", "Scotland", "", "", "", "", "", ""],
        ],
        "practitioners": [
            ["address", "name", "roles", "team", "supervisor"],
            ["nia@example.org", "Nia Hopkin", "practitioner", "Swansea", "marian@example.org"],
        ],
        "relationships": [
            ["id_scheme", "id_number", "practitioner", "kind", "starts_on"],
            ["CHI", "I2", "nia@example.org", "allocated", "04/05/2026"],
        ],
        "sessions": [
            ["id_scheme", "id_number", "practitioner", "date", "time", "place", "attendance"],
            ["CRN", "I1", "ruth@example.org", "20/04/2026", "10:00", "Cardiff office", "attended"],
            ["CHI", "I2", "nia@example.org", "12/05/2026", "09:00", "", ""],
        ],
    }
)  # fmt: skip


def upload(content: str | bytes, *, by: Actor, kind: str = "people", at: datetime = START) -> UUID:
    """Upload a file and leave it to the worker."""
    raw = content.encode() if isinstance(content, str) else content
    return upload_batch(kind=kind, content=raw, by=by, at=at)


def person_with(scheme: str, number: str) -> UUID:
    """Return the person who has this number."""
    blind = blind_index("identifier", normalise_identifier(scheme, number))
    return Identifier.objects.get(blind=blind).person_id


def run(*, at: datetime = START) -> int:
    """Let the worker work until nothing waits. Returns how many turns it took."""
    for turn in range(MOST_TURNS):
        if not advance_imports(at=at):
            return turn
    raise AssertionError("the worker does not come to an end")


def check(content: str | bytes, *, by: Actor, kind: str = "people", at: datetime = START) -> UUID:
    """Upload a file and let it be checked."""
    batch_id = upload(content, by=by, kind=kind, at=at)
    run(at=at)
    return batch_id


def import_all(content: str | bytes, *, by: Actor, kind: str = "people", at: datetime = START) -> UUID:
    """Upload, check and publish a file."""
    batch_id = check(content, by=by, kind=kind, at=at)
    publish_batch(batch_id=batch_id, by=by, at=at)
    run(at=at)
    return batch_id


def names_seen_by(viewer: Actor, at: datetime = START) -> set[str]:
    """Return the names of everybody this viewer may see."""
    people = list(visible_people(viewer, at))
    keys = open_keys([person.id for person in people])
    return {open_name(keys, person).display for person in people}
