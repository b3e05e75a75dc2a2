"""The pooled spread of rule 2, estimated once for each closed quarter from answers that workers may read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.standings import day_of
from alongside.casework.check_ins.history import given_to_own_worker, scored, span_of
from alongside.domain.change.pooled import estimate_pooled_spread, last_closed_quarter_end
from alongside.domain.strains import RULE_2026_1, EpisodeSpan, StrainRule
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.state import PooledSpread


def current_rule() -> StrainRule:
    """Return the rules with today's pooled spread: 0.8 points until a closed quarter gave an estimate."""
    w = PooledSpread.objects.order_by("-until").values_list("w", flat=True).first()
    return RULE_2026_1 if w is None else replace(RULE_2026_1, pooled_w=w)


def estimate_closed_quarter(*, at: datetime) -> bool:
    """Estimate the spread over everything before this quarter, unless that was done. Returns whether the rules changed.

    With fewer than 30 people the spread stays what it was, and the quarter is not looked at again. Scores given while an
    episode was open are left out, as they are from a person's own range.
    """
    until = last_closed_quarter_end(day_of(at))
    if PooledSpread.objects.filter(until__gte=until).exists():
        return False
    before = current_rule().pooled_w
    found = estimate_pooled_spread(_series_by_person(until).values())
    with transaction.atomic():
        PooledSpread.objects.get_or_create(
            until=until,
            defaults={"w": found.w if found else before, "people": found.people if found else 0, "computed_at": at},
        )
    return current_rule().pooled_w != before


def _series_by_person(until: date) -> dict[UUID, list[list[float]]]:
    spans = _spans()
    series: dict[tuple[UUID, UUID], list[float]] = defaultdict(list)
    for row in _rows_before(until):
        check_in = scored(row)
        in_episode = any(span.is_open_on(check_in.at) for span in spans.get(row.relationship_id, ()))
        if check_in.score is not None and not in_episode:
            series[row.person_id, row.relationship_id].append(check_in.score)
    people: dict[UUID, list[list[float]]] = defaultdict(list)
    for (person_id, _), scores in series.items():
        people[person_id].append(scores)
    return people


def _rows_before(until: date) -> Iterator[CheckIn]:
    rows = given_to_own_worker().iterator(chunk_size=2000)
    return (row for row in rows if row.completed_at and day_of(row.completed_at) < until)


def _spans() -> dict[UUID, list[EpisodeSpan]]:
    found: dict[UUID, list[EpisodeSpan]] = defaultdict(list)
    for episode in Episode.objects.select_related("check_in"):
        found[episode.relationship_id].append(span_of(episode))
    return found
