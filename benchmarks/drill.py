"""How long bringing everything back takes: a made-up service of any size, copied, encrypted, and tried out with the drill.

Run: PYTHONPATH=. python benchmarks/drill.py FOLDER PEOPLE ENTRIES
"""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import service

AT_ONCE = 5_000


def write_ledger(entries: int) -> None:
    """Fill the ledger up to so many numbered entries, each about one person, and sign it."""
    from django.db import transaction

    from alongside.ledger.checkpoints import make_checkpoint
    from alongside.ledger.leaves import leaf_hash
    from alongside.ledger.models import Entry, EntrySubject, TreeHead
    from alongside.ledger.sequencing import tree_of
    from alongside.records.models import Person

    people = list(Person.objects.order_by("id").values_list("id", flat=True))
    head, _ = TreeHead.objects.get_or_create(id=1)
    tree, began = tree_of(head), service.this_morning()
    while tree.size < entries:
        made = []
        for number in range(tree.size, min(tree.size + AT_ONCE, entries)):
            subject: UUID = people[number % len(people)]
            entry = Entry(
                kind="consultation", action="opened", actor_id=subject, role="practitioner", relation="allocated",
                subjects=[str(subject)], object_type="person", object_id=subject,
                recorded_at=began + timedelta(seconds=number),
            )  # fmt: skip
            entry.leaf, entry.leaf_hash = number, leaf_hash(entry)
            tree.append(entry.leaf_hash)
            made.append(entry)
        with transaction.atomic():
            Entry.objects.bulk_create(made, batch_size=500)
            EntrySubject.objects.bulk_create(
                [EntrySubject(entry=entry, pseudonym=entry.subjects[0]) for entry in made], batch_size=500
            )
            TreeHead.objects.filter(id=1).update(size=tree.size, peaks=b"".join(tree.peaks))
        make_checkpoint(at=began + timedelta(seconds=tree.size))
        sys.stderr.write(f"\r{tree.size:,} of {entries:,} entries ")
    sys.stderr.write("\n")


def make_identity(folder: Path) -> tuple[Path, str]:
    """Make a pair of keys as age-keygen does."""
    import pyrage

    made = pyrage.x25519.Identity.generate()
    (folder / "identity").write_text(f"{made}\n")
    return folder / "identity", str(made.to_public())


def timed(what: str, *words: str) -> None:
    """Call a command and say how long it took."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "alongside.commands.main", *words], check=True)  # noqa: S603 ourselves
    print(f"{what}: {time.perf_counter() - began:.1f} s", flush=True)


def main(folder: Path, people: int, entries: int) -> None:
    """Make the service, then copy it and try the copies out."""
    service.set_up(folder)
    service.do_not_wait_for_the_disk()
    service.make(people)
    write_ledger(entries)
    identity, recipient = make_identity(folder)
    record, keys = (str(folder / f"{name}-{time.monotonic_ns()}") for name in ("record", "keys"))
    timed("copy of the record", "backup", "--to", recipient, record)
    timed("copy of the keys", "backup", "--to", recipient, "--keys", keys)
    size = sum(path.stat().st_size for path in [*Path(record).iterdir(), *Path(keys).iterdir()])
    print(f"size of both: {size / 1024**2:.0f} MB", flush=True)
    timed("drill", "drill", record, keys, "--identity", str(identity))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
