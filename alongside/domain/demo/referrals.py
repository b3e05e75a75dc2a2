"""What a made-up person and their practitioner asked others to help with. Nobody in it is real."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.domain.assessment import Area
from alongside.domain.referrals import Step


@dataclass(frozen=True, slots=True)
class MadeUpReferral:
    """A need, who was asked, and each step with how many days ago it was, the first of them *agreed*."""

    area: Area
    need: str
    to: str
    steps: Sequence[tuple[Step, int, str]]


REFERRALS = (
    MadeUpReferral(
        Area.ACCOMMODATION,
        "The damp in the bedroom, and somebody to talk to about who comes round",
        "The housing officer of the council",
        ((Step.AGREED, 26, ""), (Step.SENT, 24, ""), (Step.ACCEPTED, 17, "")),
    ),
    MadeUpReferral(
        Area.EMPLOYMENT_AND_EDUCATION,
        "A forklift ticket that is in date again, and a place that takes people on",
        "The training adviser at the college",
        ((Step.AGREED, 2, ""),),
    ),
    MadeUpReferral(
        Area.MONEY,
        "Somebody to go through the letters about the old phone debt",
        "The debt adviser at the advice centre",
        (
            (Step.AGREED, 61, ""),
            (Step.SENT, 60, ""),
            (Step.FIRST_SEEN, 40, ""),
            (Step.CAME_BACK, 12, "Five pounds a week, and no more letters. The first is paid."),
        ),
    ),
)
