"""What becomes of somebody else's details when the record they were kept beside is erased."""

from datetime import datetime
from uuid import UUID

from alongside.records.third_parties import ThirdParty
from alongside.vault import destroy_keys


def erase_all_of(person_id: UUID, *, at: datetime) -> None:
    """Destroy the keys of everybody kept beside this person, before their rows go. The caller has decided on that.

    They are marked first, so that no page looks for a key that is gone. Safe to repeat.
    """
    rows = ThirdParty.objects.filter(person=person_id)
    ids = list(rows.values_list("id", flat=True))
    if ids:
        rows.filter(erased_at__isnull=True).update(erased_at=at)
        destroy_keys(ids)
