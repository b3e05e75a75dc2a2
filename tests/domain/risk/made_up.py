"""Made-up answers of every kind, within the rules or all over them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from alongside.domain import risk
from alongside.domain.risk.inputs import DAYS, FLAGS, PAST, SCORES, SEXUAL_COUNTS, WHOLES, WORDS

TODAY = date(2025, 10, 3)
CODES = sorted(risk.load_offences())
HISTORY: dict[str, Any] = {
    "assessment_date": "2025-10-03", "date_of_birth": "1990-05-01", "sex": "male", "offence_code": "04700",
    "sanction_count": 9, "violent_sanction_count": 2, "age_at_first_sanction": 17, "conviction_date": "2024-02-14",
    "community_start_date": "2024-11-22",
}  # fmt: skip
CALM: dict[str, Any] = {
    "accommodation_suitability": "none", "unemployed": False, "partner_relationship_quality": "none",
    "domestic_abuse_perpetrator": False, "relationship_status": "living_together",
    "activities_encourage_offending": "none", "drug_motivation": "full", "current_alcohol_use": "none",
    "binge_drinking": "none", "impulsivity": "none", "temper_control": "none", "pro_criminal_attitudes": "none",
    "weapon_in_offence": False, "previous_convictions": [],
}  # fmt: skip
SEXUAL: dict[str, Any] = {
    "sexual_offence_history": True, "supervision_status": "community", "latest_sexual_offence_date": "2012-02-14",
    "image_sexual_sanctions": 0, "contact_adult_sexual_sanctions": 1, "contact_child_sexual_sanctions": 0,
    "non_contact_sexual_sanctions": 0,
}  # fmt: skip
LEVELS = ("none", "some", "significant")

days = st.dates(date(1900, 1, 1), date(2060, 12, 31)).map(date.isoformat)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(DAYS, days),
    **dict.fromkeys(WHOLES, st.integers(-2, 1100)),
    **dict.fromkeys(SEXUAL_COUNTS, st.integers(0, 6)),
    **dict.fromkeys(FLAGS, st.booleans()),
    **dict.fromkeys(SCORES, st.floats(0, 99.99)),
    **{name: st.sampled_from(sorted(words)) for name, words in WORDS.items()},
    "offence_code": st.sampled_from([*CODES[:200], "00000", "00001", "1234", "99999", "１２３４５"]),
    "previous_convictions": st.lists(st.sampled_from(PAST)),
}
anything = st.fixed_dictionaries({}, optional=VALUES)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    """A history that every static check accepts."""
    born = draw(st.dates(date(1940, 1, 1), date(2006, 1, 1)))
    first = draw(st.integers(10, 18))
    convicted = born + timedelta(days=round(365.25 * (first + 1)) + draw(st.integers(0, 15_000)))
    total = draw(st.integers(1, 60))
    return HISTORY | {
        "date_of_birth": born.isoformat(),
        "age_at_first_sanction": first,
        "conviction_date": convicted.isoformat(),
        "community_start_date": (convicted + timedelta(days=draw(st.integers(0, 900)))).isoformat(),
        "assessment_date": (convicted + timedelta(days=draw(st.integers(0, 3000)))).isoformat(),
        "sex": draw(st.sampled_from(["male", "female"])),
        "offence_code": draw(st.sampled_from(CODES)),
        "sanction_count": total,
        "violent_sanction_count": draw(st.integers(0, total)),
    }


@st.composite
def complete(draw: st.DrawFn) -> dict[str, Any]:
    """A history with every circumstance answered."""
    more = {name: draw(VALUES[name]) for name in CALM}
    drugs = {name: draw(st.booleans()) for name in FLAGS if name.startswith("uses_")}
    return draw(histories()) | more | drugs


def score(answers: dict[str, Any]) -> dict[str, risk.Result]:
    """Every result for these answers."""
    return risk.score_person(answers, today=TODAY)
