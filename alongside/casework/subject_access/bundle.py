"""Makes the copy out of what was decided. What is kept back is not in it, in any form."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from alongside.casework.subject_access.gathering import Gathered
from alongside.casework.subject_access.loading import Decided
from alongside.domain.subject_access import Decision, Ground


@dataclass(frozen=True, slots=True)
class BundleItem:
    """One thing the person is given."""

    what: str
    day: str
    words: str
    parts_taken_out: bool


@dataclass(frozen=True)
class Bundle:
    """The copy. grounds are why something is kept back, as far as that may be told.

    It never says whether anything is kept back at all: where that may not be told, a different copy would tell it.
    """

    items: Sequence[BundleItem]
    grounds: Sequence[str]

    def pack(self) -> str:
        """Return the copy as the text that is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)


def make_bundle(decided: Iterable[tuple[Gathered, Decided]]) -> Bundle:
    """Return the copy of what is given, whole or in part. Nothing else of an item goes into it, not even its day."""
    found = list(decided)
    items = [_item(item, said) for item, said in found if said.decision is not Decision.WITHHOLD]
    grounds = {said.ground for _, said in found if said.ground and said.ground.may_be_told}
    return Bundle(items, [ground.label for ground in Ground if ground in grounds])


def unpack_bundle(packed: str) -> Bundle:
    """Return a copy that was sealed."""
    body = json.loads(packed)
    return Bundle([BundleItem(**item) for item in body["items"]], body["grounds"])


def _item(item: Gathered, said: Decided) -> BundleItem:
    in_part = said.decision is Decision.REDACT
    day = item.day.isoformat() if item.day else ""
    return BundleItem(item.label, day, said.kept if in_part else item.text, in_part)
