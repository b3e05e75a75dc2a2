"""What of the words that matter is in the record, whether each has its entry, and whether the ledger is whole.

Run as a module in the environment of an installation of its own it prints this as JSON.
"""

import json
import sys
from dataclasses import asdict, dataclass
from uuid import UUID


@dataclass(frozen=True)
class Kept:
    """The words in the record, each as often as it is there, and what is wrong with the record."""

    words: list[str]
    by_half: int  # rows without their entry, and entries without their row
    ledger: str  # "whole", or what is wrong with it


def look(person_id: UUID) -> Kept:
    """Number what waits in the ledger, and look at all of it."""
    words, by_half = words_kept(person_id)
    return Kept(words, by_half, state_of_ledger())


def words_kept(person_id: UUID) -> tuple[list[str], int]:
    """Return the words that are in the record, and how many rows are there without their entry or the other way round."""
    from alongside.casework.people.what_matters import load_words
    from alongside.ledger.models import Entry
    from alongside.vault import open_keys

    rows = load_words(person_id, open_keys([person_id]))
    entries = set(Entry.objects.filter(object_type="what_matters", action="added").values_list("object_id", flat=True))
    return [row.words for row in rows], len({row.id for row in rows} ^ entries)


def state_of_ledger() -> str:
    """Number what waits, and return what verifying the ledger finds."""
    from alongside.commands.clock import now
    from alongside.ledger import Report, make_checkpoint_if_due, sequence_entries, verify_ledger

    while sequence_entries():
        pass
    make_checkpoint_if_due(at=now())
    report = [step for step in verify_ledger(at=now()) if isinstance(step, Report)][-1]
    return "whole" if report.is_whole else "; ".join(report.problems)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(asdict(look(UUID(sys.argv[1])))))
