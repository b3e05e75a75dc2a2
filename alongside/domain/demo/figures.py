"""The history of a made-up person, and what their practitioner judged beside the figures. Nobody in it is real."""

from collections.abc import Mapping
from datetime import date, timedelta

CONVICTED, BACK_IN_THE_COMMUNITY = timedelta(days=480), timedelta(days=470)

JUDGED = {
    "may_happen": "A fight outside the house, when people come round late and somebody has been drinking.",
    "more_likely": "Visitors who do not leave. Drink. Nobody to ring.",
    "protects": "Their own flat, kept for eight months. A daughter.",
    "reason": "The figures look at the past and at groups. What matters here is who comes to the door, and that is being worked on.",
}


def make_history(*, today: date) -> Mapping[str, object]:
    """Return dates, counts and the code of the offence, in the input names of the predictors."""
    return {
        "sex": "female",
        "supervision_status": "community",
        "offence_code": "00801",
        "conviction_date": today - CONVICTED,
        "community_start_date": today - BACK_IN_THE_COMMUNITY,
        "sanction_count": 4,
        "violent_sanction_count": 1,
        "age_at_first_sanction": 31,
        "previous_convictions": ["criminal_damage"],
        "sexual_offence_history": False,
    }
