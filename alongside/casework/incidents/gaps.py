"""What no row keeps about the past, said in sentences, so that nobody takes an answer for more than it is."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from alongside.ledger.reading import find_moments_between
from alongside.records.access_rules import Conflict, DatedAuthority
from alongside.records.imports import ImportBatch
from alongside.records.people import Person

CHANGED = (
    "An import was published after the first moment. If it changed the last day of somebody's work, what that day was before "
    "is not kept."
)
TAKEN_BACK = (
    "An import was taken back in this time. What it had brought is gone, and so is who could see it until then."
)
INSPECTION = (
    "An inspection was granted and withdrawn on the same day in this time. Whose it was and of which team is not kept."
)
KNEW = (
    "Somebody said that they know a person of this name. They count as kept out from the day they said so, even if the "
    "record had another name until later."
)


def find_gaps(since: datetime, until: datetime, people: Iterable[Person]) -> list[str]:
    """Return what is not known about the time between two moments. Four queries."""
    gaps = []
    if ImportBatch.objects.filter(published_at__gte=since).exists():
        gaps.append(CHANGED)
    if ImportBatch.objects.filter(undone_at__gte=since, published_at__lt=until).exists():
        gaps.append(TAKEN_BACK)
    withdrawn = find_moments_between(since, until, object_type="authority", action="withdrawn")
    if set(withdrawn) - set(DatedAuthority.objects.filter(id__in=withdrawn).values_list("id", flat=True)):
        gaps.append(INSPECTION)
    applied = Conflict.objects.filter(Q(lifted_at__isnull=True) | Q(lifted_at__gt=since), person__in=list(people))
    waiting = Conflict.objects.filter(person__isnull=True, blind__in=list(applied.values_list("blind", flat=True)))
    if waiting.exists():
        gaps.append(KNEW)
    return gaps
