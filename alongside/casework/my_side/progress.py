"""What has been answered on this device and given to nobody yet: sealed, and thrown away with the capability."""

from dataclasses import asdict, dataclass, field

from alongside.domain.questionnaires import CLOSER_LOOK, Definition, load_definition
from alongside.records.my_side import Capability
from alongside.vault import KeyRing, open_keys
from alongside.vault.encoding import Json

TABLE, FIELD = "capability", "sealed_progress"


@dataclass(frozen=True)
class Progress:
    """The answers so far, by item. None means prefer not to say. A question not yet reached is not there.

    audience is empty until it was chosen. words are those of the open question, as typed a moment ago,
    told what was passed on to the safeguarding lead.
    """

    answers: dict[str, int | None] = field(default_factory=dict)
    felt_off: bool = False
    audience: str = ""
    words: str = ""
    told: str = ""
    is_closer_look: bool = False


def definition_of(instrument: str, progress: Progress) -> Definition:
    """Return the questions that are asked: the check-in's own, or a closer look when the person chose one."""
    return load_definition(CLOSER_LOOK if progress.is_closer_look else instrument)


def open_progress(row: Capability) -> Progress:
    """Return what this row holds; nothing answered is an empty Progress."""
    if row.sealed_progress is None:
        return Progress()
    envelope = bytes(row.sealed_progress)
    opened = _keys(row).open_json(envelope, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    return Progress(**opened)


def keep_progress(row: Capability, progress: Progress) -> None:
    """Seal this into the row and save it. Call it inside the transaction that locked the row."""
    value: Json = asdict(progress)
    row.sealed_progress = _keys(row).seal_json(value, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    row.save(update_fields=["sealed_progress"])


def _keys(row: Capability) -> KeyRing:
    return open_keys([row.person_id])
