"""What the current assessment says in the input names of the predictors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, require
from alongside.casework.assessment.loading import open_version, readable_rows
from alongside.casework.audit import record_opened
from alongside.domain.assessment import InputValue
from alongside.domain.assessment import predictor_inputs as inputs_of
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class FoundInputs:
    """The inputs of the newest version a reader may open, and which version that is. None where nobody has said.

    Without any version every input is None and number is 0.
    """

    values: Mapping[str, InputValue | None]
    number: int
    assessment_id: UUID | None
    is_signed: bool
    begun_at: datetime | None
    signed_at: datetime | None


def predictor_inputs(*, person_id: UUID, viewer: Actor, at: datetime) -> Mapping[str, InputValue | None]:
    """Return what the newest version this reader may open says, by input name, and record that it was opened.

    A page with an entry of its own calls load_predictor_inputs instead. Raises NotHere.
    """
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.ASSESSMENT, person_id=person_id, at=at, signed=True)
        found = load_predictor_inputs(granted, open_keys([person_id]), viewer=viewer, at=at)
        record_opened(granted, by=viewer, at=at, object_type="assessment", object_id=found.assessment_id)
    return found.values


def load_predictor_inputs(granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> FoundInputs:
    """Return the same for a page that has passed the gate and writes an entry of its own. At most two queries.

    It is what the practitioner holds, never what the person chose: that stands beside it and is not put into a figure.
    """
    rows = readable_rows(granted, viewer=viewer, at=at)
    if not rows:
        return FoundInputs(inputs_of({}), 0, None, is_signed=False, begun_at=None, signed_at=None)
    version = open_version(rows[0], keys, granted=granted)
    return FoundInputs(
        values=inputs_of(version.answers),
        number=version.number,
        assessment_id=version.assessment_id,
        is_signed=version.is_signed,
        begun_at=version.begun_at,
        signed_at=version.signed_at,
    )
