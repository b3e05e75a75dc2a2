"""Made-up histories: one check-in a week, scores as given, oldest first."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

from alongside.domain.strains import RULE_2026_1, ScoredCheckIn, Strain, detect_strain

RUTH, NEIL = uuid4(), uuid4()  # two relationships of one person
START = date(2026, 8, 13)


def week(number: int) -> date:
    return START + timedelta(weeks=number)


def one(score: float | None, *, at: date, relationship: UUID = RUTH, **more: object) -> ScoredCheckIn:
    return ScoredCheckIn(uuid4(), relationship, at, score, **more)


def weekly(scores: Sequence[float | None], *, relationship: UUID = RUTH, from_week: int = 0) -> list[ScoredCheckIn]:
    return [one(score, at=week(from_week + n), relationship=relationship) for n, score in enumerate(scores)]


def detect_last(history: list[ScoredCheckIn], **more: object) -> Strain | None:
    return detect_strain(history, latest=history[-1], rule=RULE_2026_1, **more)
